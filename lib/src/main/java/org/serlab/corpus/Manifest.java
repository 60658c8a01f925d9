package org.serlab.corpus;

/**
 * What {@code data-manifests/*.yaml} says of a corpus.
 *
 * @param name short name such as {@code emodb}
 * @param simulated whether it is synthesised, which every table made from it must say
 */
public record Manifest(String name, boolean simulated) {}
