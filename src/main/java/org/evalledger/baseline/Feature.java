package org.evalledger.baseline;

/**
 * Another benchmark of the model at hand.
 *
 * @param key number of the history its peers are read from
 * @param history that history
 * @param a the model's own value there
 * @param deviation by which values of the benchmark are scaled
 */
record Feature(int key, KeyHistory history, double a, double deviation) {}
