package org.serlab.corpus.demo;

import java.util.List;

/**
 * A sentence that suits every emotion.
 *
 * @param code sentence's code, such as {@code d1}
 * @param language ISO 639-1 code
 * @param text the sentence
 * @param spoken what espeak-ng reads: the text, for Mandarin its pinyin, since espeak-ng's
 *     dictionary of characters is not installed everywhere
 */
record Sentence(String code, String language, String text, String spoken) {

  /** Five sentences a language, with the same meanings. */
  static final List<Sentence> ALL =
      List.of(
          plain("d1", "de", "Die Tasche steht neben der Tür."),
          plain("d2", "de", "Am Donnerstag kommt der Bus um acht Uhr."),
          plain("d3", "de", "Das Buch liegt noch auf dem Küchentisch."),
          plain("d4", "de", "Sie hat den Brief schon gestern geschrieben."),
          plain("d5", "de", "Wir treffen uns heute Abend am Bahnhof."),
          plain("e1", "en", "The bag is standing beside the door."),
          plain("e2", "en", "On Thursday the bus comes at eight o'clock."),
          plain("e3", "en", "The book is still on the kitchen table."),
          plain("e4", "en", "She already wrote the letter yesterday."),
          plain("e5", "en", "We will meet at the station this evening."),
          new Sentence("m1", "zh", "包放在门旁边。", "bao1 fang4zai4 men2 pang2bian1."),
          new Sentence("m2", "zh", "星期四公交车八点到。", "xing1qi1si4 gong1jiao1che1 ba1dian3 dao4."),
          new Sentence("m3", "zh", "书还在厨房的桌子上。", "shu1 hai2zai4 chu2fang2de5 zhuo1zi5shang4."),
          new Sentence("m4", "zh", "她昨天已经写了信。", "ta1 zuo2tian1 yi3jing1 xie3le5 xin4."),
          new Sentence("m5", "zh", "我们晚上在车站见面。", "wo3men5 wan3shang5 zai4 che1zhan4 jian4mian4."));

  private static Sentence plain(String code, String language, String text) {
    return new Sentence(code, language, text, text);
  }
}
