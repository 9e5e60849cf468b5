/** Least squares against columns that were factored once. */
export interface FactoredColumns {
  /** R⁻¹ of X = QR by rows, upper triangular; times its own transpose it is (XᵀX)⁻¹. */
  readonly inverse: readonly Float64Array[];
  /** By column the squares that the first column does not make up. */
  readonly spreads: Float64Array;
  solve(outcome: Float64Array): LeastSquares;
  /** ‖Xb‖² of the b that makes ‖y − Xb‖ least. */
  explain(outcome: Float64Array): number;
}

/** b that makes ‖y − Xb‖ least, and y − Xb. */
interface LeastSquares {
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
}
