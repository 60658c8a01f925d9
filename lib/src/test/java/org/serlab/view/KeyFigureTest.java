package org.serlab.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyFigureTest {
  private static String plain(KeyFigure figure) {
    return figure.render().content().get("text/plain");
  }

  @Test
  void digitsFollowTheValue() {
    KeyFigure recall = KeyFigure.of("UAR", 72.149).unit("%").interval(66, 78.25).detail("Emo-DB");
    assertThat(plain(recall)).isEqualTo("UAR: 72.1 % [66.0, 78.3] – Emo-DB");
    assertThat(plain(KeyFigure.of("utterances", 342))).isEqualTo("utterances: 342");
    assertThat(plain(KeyFigure.of("loss", 0.12345))).isEqualTo("loss: 0.123");
    assertThat(plain(KeyFigure.of("kappa", Double.NaN))).isEqualTo("kappa: –");
  }

  @Test
  void dataNamesIt() {
    assertThat(KeyFigure.of("loss", 0.5).render().metadata().toString())
        .contains("\"type\":\"key figure\"", "\"name\":\"loss\"", "\"number\":\"0.500\"");
  }
}
