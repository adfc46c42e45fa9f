package org.evalledger.baseline;

/**
 * Solves small symmetric positive definite systems. Twenty lines of our own instead of a library:
 * the systems are at most 24 wide, the order of every operation is fixed here, and nothing is
 * allocated.
 */
final class Cholesky {
  private Cholesky() {}

  /**
   * Solves A·x = b in place.
   *
   * @param matrix A, row by row, {@code n}² long; only the lower triangle is read; overwritten
   * @param vector b, {@code n} long; overwritten with x
   */
  static void solve(double[] matrix, double[] vector, int n) {
    for (int j = 0; j < n; j++) {
      double diagonal = matrix[j * n + j];
      for (int k = 0; k < j; k++) {
        diagonal -= matrix[j * n + k] * matrix[j * n + k];
      }
      double root = StrictMath.sqrt(StrictMath.max(diagonal, 1e-300));
      matrix[j * n + j] = root;
      for (int i = j + 1; i < n; i++) {
        double sum = matrix[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i * n + k] * matrix[j * n + k];
        }
        matrix[i * n + j] = sum / root;
      }
    }
    substitute(matrix, vector, n);
  }

  private static void substitute(double[] matrix, double[] vector, int n) {
    for (int i = 0; i < n; i++) {
      double sum = vector[i];
      for (int k = 0; k < i; k++) {
        sum -= matrix[i * n + k] * vector[k];
      }
      vector[i] = sum / matrix[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = vector[i];
      for (int k = i + 1; k < n; k++) {
        sum -= matrix[k * n + i] * vector[k];
      }
      vector[i] = sum / matrix[i * n + i];
    }
  }
}
