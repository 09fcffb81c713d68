package org.theriac.biostatistics.samples;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The Fréchet distance of two normal distributions with the samples' means and covariances,
 * ‖m₁ − m₂‖² + tr(S₁ + S₂ − 2 (S₁ S₂)^½) (Heusel et al., NeurIPS 2017). On features of pictures it is called FID. Values compare only within one set of
 * features and one size of sample: it grows as samples shrink.
 *
 * <p>The trace of (S₁ S₂)^½ is the sum of the roots of the eigenvalues of S₁^½ S₂ S₁^½, which is symmetric: no root of an unsymmetric matrix is needed,
 * whose small imaginary parts other programs throw away.
 *
 * @param value the distance, not negative
 * @param means its part ‖m₁ − m₂‖²
 * @param covariances its other part
 * @param singular whether a sample has no more vectors than these have numbers, so that its covariance is singular and the distance says little
 */
public record FrechetDistance(double value, double means, double covariances, boolean singular) {
    /** Added to the diagonals of both covariances, so that singular ones have a root. */
    private static final double RIDGE = 1e-6;

    /**
     * Between two samples, n₁ × d and n₂ × d; O((n₁ + n₂) d² + d³).
     *
     * @throws IllegalArgumentException for fewer than two vectors, or for vectors of different widths
     */
    public static FrechetDistance between(double[][] one, double[][] other) {
        int d = Vectors.width(one, other);
        Moments first = Moments.of(one);
        Moments second = Moments.of(other);
        return between(
                first.mean(),
                first.covariance(),
                second.mean(),
                second.covariance(),
                Math.min(one.length, other.length) <= d);
    }

    /** Between two normal distributions. */
    public static FrechetDistance ofMoments(
            double[] mean1, double[][] covariance1, double[] mean2, double[][] covariance2) {
        return between(mean1, covariance1, mean2, covariance2, false);
    }

    private static FrechetDistance between(double[] m1, double[][] s1, double[] m2, double[][] s2, boolean singular) {
        double means = 0;
        double traces = 0;
        for (int j = 0; j < m1.length; j++) {
            means += (m1[j] - m2[j]) * (m1[j] - m2[j]);
            traces += s1[j][j] + s2[j][j] + 2 * RIDGE;
        }
        double covariances = Math.max(0, traces - 2 * traceOfRoot(ridged(s1), ridged(s2)));
        return new FrechetDistance(means + covariances, means, covariances, singular);
    }

    private static DMatrixRMaj ridged(double[][] covariance) {
        DMatrixRMaj matrix = new DMatrixRMaj(covariance);
        for (int j = 0; j < covariance.length; j++) {
            matrix.add(j, j, RIDGE);
        }
        return matrix;
    }

    /** tr((S₁ S₂)^½). */
    private static double traceOfRoot(DMatrixRMaj s1, DMatrixRMaj s2) {
        DMatrixRMaj root = root(s1);
        DMatrixRMaj half = new DMatrixRMaj(s1.numRows, s1.numCols);
        DMatrixRMaj whole = new DMatrixRMaj(s1.numRows, s1.numCols);
        CommonOps_DDRM.mult(root, s2, half);
        CommonOps_DDRM.mult(half, root, whole);
        symmetrise(whole);
        EigenDecomposition_F64<DMatrixRMaj> eigen = decomposed(whole);
        double trace = 0;
        for (int j = 0; j < eigen.getNumberOfEigenvalues(); j++) {
            trace += Math.sqrt(Math.max(0, eigen.getEigenvalue(j).getReal()));
        }
        return trace;
    }

    /** V diag(√λ) Vᵀ. */
    private static DMatrixRMaj root(DMatrixRMaj symmetric) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = decomposed(symmetric);
        int d = symmetric.numRows;
        DMatrixRMaj root = new DMatrixRMaj(d, d);
        for (int k = 0; k < d; k++) {
            DMatrixRMaj vector = eigen.getEigenVector(k);
            double lambda = Math.sqrt(Math.max(0, eigen.getEigenvalue(k).getReal()));
            CommonOps_DDRM.multAddTransB(lambda, vector, vector, root);
        }
        return root;
    }

    private static void symmetrise(DMatrixRMaj matrix) {
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (matrix.get(i, j) + matrix.get(j, i)) / 2;
                matrix.set(i, j, mean);
                matrix.set(j, i, mean);
            }
        }
    }

    private static EigenDecomposition_F64<DMatrixRMaj> decomposed(DMatrixRMaj symmetric) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(symmetric.numRows, true, true);
        if (!eigen.decompose(symmetric.copy())) {
            throw new ArithmeticException("the eigenvalues of a covariance were not found: it holds NaN or infinity");
        }
        return eigen;
    }
}
