package org.evalledger.merkle;

/**
 * Which complete subtree.
 *
 * @param height it has 2^height leaves
 * @param position how many such subtrees lie on its left
 */
record NodeCoordinate(int height, long position) {
  int tileLevel() {
    return height / Pyramid.HEIGHT;
  }

  int heightInTile() {
    return height % Pyramid.HEIGHT;
  }

  long tileIndex() {
    return position >>> (Pyramid.HEIGHT - heightInTile());
  }

  int positionInTile() {
    return (int) (position & ((1L << (Pyramid.HEIGHT - heightInTile())) - 1));
  }
}
