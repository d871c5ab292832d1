-- Written by `perilune --write-stubs`: change the declarations in stdlib/, not this file.

---@meta _

--- Special functions: error, gamma and beta functions, their incomplete forms and inverses.
---@class perilune.special
local special = {}

--- The error function.
---
--- 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.
---
--- ```lua
--- print(special.erf(1))  --> 0.84270079294971
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.erf(z) end

--- The complementary error function, 1 - erf(x).
---
--- Keeps its relative accuracy where erf is close to 1.
---
--- ```lua
--- print(special.erfc(10))  --> 2.0884875837625e-45
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.erfc(z) end

--- The scaled complementary error function, exp(x^2) erfc(x).
---
--- Neither overflows nor vanishes for large x, where it approaches 1 / (x sqrt(pi)).
---
--- ```lua
--- print(special.erfcx(30))  --> 0.018795888861417
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.erfcx(z) end

--- The imaginary error function, -i erf(i z).
---
--- 2 / sqrt(pi) times the integral of exp(t^2) from 0 to z.
---
--- ```lua
--- print(special.erfi(1))  --> 1.6504257587975
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.erfi(z) end

--- Dawson's integral.
---
--- exp(-z^2) times the integral of exp(t^2) from 0 to z.
---
--- ```lua
--- print(special.dawsn(1))  --> 0.53807950691277
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.dawsn(z) end

--- Faddeeva's function, exp(-z^2) erfc(-i z).
---
--- Complex for real numbers too. Its real part along the real axis is a normal density, above it Voigt's profile.
---
--- ```lua
--- print(special.wofz(0))  --> (1+0j)
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.wofz(z) end

--- The inverse of the error function.
---
--- -1 and 1 give infinities; outside of them NaN.
---
--- ```lua
--- print(special.erfinv(0.5))  --> 0.47693627620447
--- ```
---@param y perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.erfinv(y) end

--- The inverse of the complementary error function.
---
--- 0 and 2 give infinities; outside of them NaN.
---
--- ```lua
--- print(special.erfcinv(1e-20))  --> 6.6015806223551
--- ```
---@param y perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.erfcinv(y) end

--- The distribution function of the standard normal distribution.
---
--- Accurate in the lower tail to its end near -38; for the upper tail ask for `ndtr(-x)`.
---
--- ```lua
--- print(special.ndtr(-10))  --> 7.6198530241605e-24
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.ndtr(z) end

--- The quantiles of the standard normal distribution.
---
--- The inverse of `special.ndtr`. 0 and 1 give infinities; outside of them NaN.
---
--- ```lua
--- print(special.ndtri(0.975))  --> 1.9599639845401
--- ```
---@param p perilune.array_like Probabilities.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.ndtri(p) end

--- The logarithm of the standard normal distribution function.
---
--- Goes on where the function itself has vanished.
---
--- ```lua
--- print(special.log_ndtr(-100))  --> -5005.5242086942
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.log_ndtr(z) end

--- The normal quantile of a probability given by its logarithm.
---
--- The inverse of `special.log_ndtr`, for probabilities too small to be written down.
---
--- ```lua
--- print(special.ndtri_exp(-5005.5242086942))  --> -100.0
--- ```
---@param y perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.ndtri_exp(y) end

--- The gamma function.
---
--- gamma(n + 1) is n factorial. Poles at 0 and the negative whole numbers give infinity; beyond 171.6 the result overflows: see `special.gammaln`.
---
--- ```lua
--- print(special.gamma(5), special.gamma(0.5) ^ 2)  --> 24.0	3.1415926535898
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.gamma(z) end

--- The logarithm of the absolute value of the gamma function.
---
--- Does not overflow where gamma does; `special.gammasgn` has the sign.
---
--- ```lua
--- print(special.gammaln(1000))  --> 5905.2204232092
--- ```
---@param x perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.gammaln(x) end

--- The logarithm of the gamma function; of real numbers below 0 NaN.
---
--- Above 0 equal to `special.gammaln`; of complex numbers the analytic function with a cut along the negative reals, whose exponential is gamma.
---
--- ```lua
--- print(special.loggamma(3))  --> 0.69314718055995
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.loggamma(z) end

--- The sign of the gamma function.
---
--- 1 or -1, and 0 at its poles.
---
--- ```lua
--- print(special.gammasgn(-0.5))  --> -1.0
--- ```
---@param x perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.gammasgn(x) end

--- The reciprocal of the gamma function.
---
--- Has no poles: 0 where gamma has them.
---
--- ```lua
--- print(special.rgamma{-1, 1, 3})  --> [0.  1.  0.5]
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.rgamma(z) end

--- The digamma function, the derivative of log gamma.
---
--- NaN at the negative whole numbers.
---
--- ```lua
--- print(special.psi(1))  --> -0.57721566490153
--- ```
---@param z perilune.array_like Real or complex numbers.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.psi(z) end

special.digamma = special.psi

--- Derivatives of the digamma function.
---
--- n = 0 is `special.psi` itself.
---
--- ```lua
--- print(special.polygamma(1, 1))  --> 1.6449340668482
--- ```
---@param n perilune.array_like Which derivative, a whole number.
---@param x perilune.array_like Where, positive.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.polygamma(n, x) end

--- Pochhammer's symbol, gamma(z + m) / gamma(z).
---
--- For whole m the product z (z + 1) … (z + m - 1).
---
--- ```lua
--- print(special.poch(3, 4))  --> 360.0
--- ```
---@param z perilune.array_like Where the product begins.
---@param m perilune.array_like Its length.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.poch(z, m) end

--- The beta function, gamma(a) gamma(b) / gamma(a + b).
---
--- Computed without the overflow of its parts.
---
--- ```lua
--- print(special.beta(2, 3))  --> 0.083333333333333
--- ```
---@param a perilune.array_like First parameter.
---@param b perilune.array_like Second parameter.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.beta(a, b) end

--- The logarithm of the absolute value of the beta function.
---
--- For large arguments by Stirling's formula with the large parts cancelled beforehand.
---
--- ```lua
--- print(special.betaln(1000, 2000))  --> -1911.8746142145
--- ```
---@param a perilune.array_like First parameter.
---@param b perilune.array_like Second parameter.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.betaln(a, b) end

--- The binomial coefficient of real numbers.
---
--- Exact for small whole numbers. NaN where n is a negative whole number.
---
--- ```lua
--- print(special.binom(5, 2))  --> 10.0
--- ```
---@param n perilune.array_like How many there are; any real number.
---@param k perilune.array_like How many are chosen; any real number.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.binom(n, k) end

--- The regularised lower incomplete gamma function.
---
--- The integral of t^(a-1) exp(-t) from 0 to x, over gamma(a): the distribution function of a gamma variable.
---
--- ```lua
--- print(special.gammainc(1, 1))  --> 0.63212055882856
--- ```
---@param a perilune.array_like The parameter, not negative.
---@param x perilune.array_like The end of the integral, not negative.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.gammainc(a, x) end

--- The regularised upper incomplete gamma function.
---
--- 1 - gammainc(a, x), with its own relative accuracy.
---
--- ```lua
--- print(special.gammaincc(2, 50))  --> 9.836624224616e-21
--- ```
---@param a perilune.array_like The parameter, not negative.
---@param x perilune.array_like The end of the integral, not negative.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.gammaincc(a, x) end

--- The inverse of the lower incomplete gamma function.
---
--- The x at which gammainc(a, x) is y.
---
--- ```lua
--- print(special.gammaincinv(2, 0.5))  --> 1.6783469900167
--- ```
---@param a perilune.array_like The parameter, positive.
---@param y perilune.array_like Probabilities.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.gammaincinv(a, y) end

--- The inverse of the upper incomplete gamma function.
---
--- The x at which gammaincc(a, x) is y.
---
--- ```lua
--- print(special.gammainccinv(2, 1e-20))  --> 49.983197987091
--- ```
---@param a perilune.array_like The parameter, positive.
---@param y perilune.array_like Probabilities.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.gammainccinv(a, y) end

--- The regularised incomplete beta function.
---
--- The integral of t^(a-1) (1-t)^(b-1) from 0 to x, over beta(a, b): the distribution function of a beta variable.
---
--- ```lua
--- print(special.betainc(2, 3, 0.5))  --> 0.6875
--- ```
---@param a perilune.array_like First parameter, positive.
---@param b perilune.array_like Second parameter, positive.
---@param x perilune.array_like The end of the integral, from 0 to 1.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.betainc(a, b, x) end

--- The complement of the regularised incomplete beta function.
---
--- 1 - betainc(a, b, x), with its own relative accuracy.
---
--- ```lua
--- print(special.betaincc(2, 3, 0.999))  --> 3.997e-09
--- ```
---@param a perilune.array_like First parameter, positive.
---@param b perilune.array_like Second parameter, positive.
---@param x perilune.array_like The end of the integral, from 0 to 1.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.betaincc(a, b, x) end

--- The inverse of the regularised incomplete beta function.
---
--- The x at which betainc(a, b, x) is y.
---
--- ```lua
--- print(special.betaincinv(2, 3, 0.6875))  --> 0.5
--- ```
---@param a perilune.array_like First parameter, positive.
---@param b perilune.array_like Second parameter, positive.
---@param y perilune.array_like Probabilities.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.betaincinv(a, b, y) end

--- The inverse of the complement of the regularised incomplete beta function.
---
--- The x at which betaincc(a, b, x) is y.
---
--- ```lua
--- print(special.betainccinv(2, 3, 0.3125))  --> 0.5
--- ```
---@param a perilune.array_like First parameter, positive.
---@param b perilune.array_like Second parameter, positive.
---@param y perilune.array_like Probabilities.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.betainccinv(a, b, y) end

--- The logistic function, 1 / (1 + exp(-x)).
---
--- Neither end overflows.
---
--- ```lua
--- print(special.expit(0))  --> 0.5
--- ```
---@param x perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.expit(x) end

--- The inverse of the logistic function, log(p / (1 - p)).
---
--- Accurate around 1/2, where it is 0. 0 and 1 give infinities.
---
--- ```lua
--- print(special.logit(0.75))  --> 1.0986122886681
--- ```
---@param p perilune.array_like Probabilities.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.logit(p) end

--- The logarithm of the logistic function.
---
--- Without the loss that log(expit(x)) has at both ends.
---
--- ```lua
--- print(special.log_expit(-800))  --> -800.0
--- ```
---@param x perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.log_expit(x) end

--- log(1 + exp(x)).
---
--- A smooth maximum of x and 0; never overflows.
---
--- ```lua
--- print(special.softplus(0))  --> 0.69314718055995
--- ```
---@param x perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.softplus(x) end

--- x log(y), and 0 where x is 0.
---
--- Also where y is 0, as entropies need it.
---
--- ```lua
--- print(special.xlogy(0, 0))  --> 0.0
--- ```
---@param x perilune.array_like First numbers, real or complex.
---@param y perilune.array_like Second numbers, real or complex.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.xlogy(x, y) end

--- x log(1 + y), and 0 where x is 0.
---
--- Also where y is -1.
---
--- ```lua
--- print(special.xlog1py(0, -1))  --> 0.0
--- ```
---@param x perilune.array_like First numbers, real or complex.
---@param y perilune.array_like Second numbers, real or complex.
---@return perilune.complex|perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.xlog1py(x, y) end

--- Elementwise entropy, -x log(x).
---
--- 0 at 0 and minus infinity below.
---
--- ```lua
--- print(special.entr(0.5))  --> 0.34657359027997
--- ```
---@param x perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.entr(x) end

--- Elementwise relative entropy, x log(x / y).
---
--- 0 where x is 0 and y is not negative; infinity elsewhere outside the positive numbers.
---
--- ```lua
--- print(special.rel_entr(2, 1))  --> 1.3862943611199
--- ```
---@param x perilune.array_like First numbers.
---@param y perilune.array_like Second numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.rel_entr(x, y) end

--- Elementwise Kullback-Leibler divergence, x log(x / y) - x + y.
---
--- Convex in both, and 0 where they are equal.
---
--- ```lua
--- print(special.kl_div(2, 1))  --> 0.38629436111989
--- ```
---@param x perilune.array_like First numbers.
---@param y perilune.array_like Second numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.kl_div(x, y) end

--- Huber's loss.
---
--- r^2 / 2 up to delta, delta (|r| - delta / 2) beyond.
---
--- ```lua
--- print(special.huber(1, {0.5, 3}))  --> [0.125 2.5  ]
--- ```
---@param delta perilune.array_like Where the loss turns from quadratic to linear.
---@param r perilune.array_like Residuals.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.huber(delta, r) end

--- A smooth form of Huber's loss.
---
--- delta^2 (sqrt(1 + (r / delta)^2) - 1).
---
--- ```lua
--- print(special.pseudo_huber(1, 0))  --> 0.0
--- ```
---@param delta perilune.array_like Where the loss turns from quadratic to linear.
---@param r perilune.array_like Residuals.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.pseudo_huber(delta, r) end

--- The transformation of Box and Cox, (x^lmbda - 1) / lmbda.
---
--- log(x) where lmbda is 0.
---
--- ```lua
--- print(special.boxcox({1, 4}, 0.5))  --> [0. 2.]
--- ```
---@param x perilune.array_like Data.
---@param lmbda perilune.array_like The power.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.boxcox(x, lmbda) end

--- The transformation of Box and Cox of 1 + x.
---
--- Accurate for small x.
---
--- ```lua
--- print(special.boxcox1p(3, 0.5))  --> 2.0
--- ```
---@param x perilune.array_like Data.
---@param lmbda perilune.array_like The power.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.boxcox1p(x, lmbda) end

--- The inverse of the transformation of Box and Cox.
---
--- exp(y) where lmbda is 0.
---
--- ```lua
--- print(special.inv_boxcox(2, 0.5))  --> 4.0
--- ```
---@param y perilune.array_like Transformed data.
---@param lmbda perilune.array_like The power.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.inv_boxcox(y, lmbda) end

--- The inverse of `special.boxcox1p`.
---
--- exp(y) - 1 where lmbda is 0.
---
--- ```lua
--- print(special.inv_boxcox1p(2, 0.5))  --> 3.0
--- ```
---@param y perilune.array_like Transformed data.
---@param lmbda perilune.array_like The power.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.inv_boxcox1p(y, lmbda) end

--- (exp(x) - 1) / x.
---
--- 1 at 0, and accurate around it.
---
--- ```lua
--- print(special.exprel(0))  --> 1.0
--- ```
---@param x perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.exprel(x) end

--- cos(x) - 1.
---
--- Accurate around 0.
---
--- ```lua
--- print(special.cosm1(1e-8))  --> -5e-17
--- ```
---@param x perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.cosm1(x) end

--- The binomial distribution function.
---
--- The probability of at most k successes.
---
--- ```lua
--- print(special.bdtr(1, 2, 0.5))  --> 0.75
--- ```
---@param k perilune.array_like Number of successes, rounded down.
---@param n perilune.array_like Number of trials.
---@param p perilune.array_like Probability of a success.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.bdtr(k, n, p) end

--- The upper tail of the binomial distribution.
---
--- The probability of more than k successes.
---
--- ```lua
--- print(special.bdtrc(1, 2, 0.5))  --> 0.25
--- ```
---@param k perilune.array_like Number of successes, rounded down.
---@param n perilune.array_like Number of trials.
---@param p perilune.array_like Probability of a success.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.bdtrc(k, n, p) end

--- The chi-squared distribution function.
---
--- gammainc(v / 2, x / 2).
---
--- ```lua
--- print(special.chdtr(2, 2))  --> 0.63212055882856
--- ```
---@param v perilune.array_like Degrees of freedom.
---@param x perilune.array_like Where.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.chdtr(v, x) end

--- The upper tail of the chi-squared distribution.
---
--- gammaincc(v / 2, x / 2).
---
--- ```lua
--- print(special.chdtrc(2, 2))  --> 0.36787944117144
--- ```
---@param v perilune.array_like Degrees of freedom.
---@param x perilune.array_like Where.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.chdtrc(v, x) end

--- The inverse of the upper tail of the chi-squared distribution.
---
--- The x at which chdtrc(v, x) is p.
---
--- ```lua
--- print(special.chdtri(1, 0.05))  --> 3.8414588206941
--- ```
---@param v perilune.array_like Degrees of freedom.
---@param p perilune.array_like Probabilities.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.chdtri(v, p) end

--- The F distribution function.
---
--- The F distribution of Fisher and Snedecor.
---
--- ```lua
--- print(special.fdtr(2, 2, 1))  --> 0.5
--- ```
---@param dfn perilune.array_like Degrees of freedom of the numerator.
---@param dfd perilune.array_like Degrees of freedom of the denominator.
---@param x perilune.array_like Where.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.fdtr(dfn, dfd, x) end

--- The upper tail of the F distribution.
---
--- 1 - fdtr, with its own accuracy.
---
--- ```lua
--- print(special.fdtrc(2, 2, 3))  --> 0.25
--- ```
---@param dfn perilune.array_like Degrees of freedom of the numerator.
---@param dfd perilune.array_like Degrees of freedom of the denominator.
---@param x perilune.array_like Where.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.fdtrc(dfn, dfd, x) end

--- The inverse of the F distribution function.
---
--- The x at which fdtr is p.
---
--- ```lua
--- print(special.fdtri(2, 2, 0.75))  --> 3.0
--- ```
---@param dfn perilune.array_like Degrees of freedom of the numerator.
---@param dfd perilune.array_like Degrees of freedom of the denominator.
---@param p perilune.array_like Probabilities.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.fdtri(dfn, dfd, p) end

--- The Poisson distribution function.
---
--- The probability of at most k events.
---
--- ```lua
--- print(special.pdtr(0, 1))  --> 0.36787944117144
--- ```
---@param k perilune.array_like Number of events, rounded down.
---@param m perilune.array_like Their mean number.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.pdtr(k, m) end

--- The upper tail of the Poisson distribution.
---
--- The probability of more than k events.
---
--- ```lua
--- print(special.pdtrc(0, 1))  --> 0.63212055882856
--- ```
---@param k perilune.array_like Number of events, rounded down.
---@param m perilune.array_like Their mean number.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.pdtrc(k, m) end

--- Student's t distribution function.
---
--- Accurate in the lower tail.
---
--- ```lua
--- print(special.stdtr(1, 1))  --> 0.75
--- ```
---@param df perilune.array_like Degrees of freedom.
---@param t perilune.array_like Where.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.stdtr(df, t) end

--- The quantiles of Student's t distribution.
---
--- The inverse of `special.stdtr`.
---
--- ```lua
--- print(special.stdtrit(10, 0.975))  --> 2.2281388519863
--- ```
---@param df perilune.array_like Degrees of freedom.
---@param p perilune.array_like Probabilities.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.stdtrit(df, p) end

--- The upper tail of Kolmogorov's limiting distribution.
---
--- The probability that sqrt(n) times the two-sided statistic exceeds y, for large n.
---
--- ```lua
--- print(special.kolmogorov(1))  --> 0.26999967167735
--- ```
---@param y perilune.array_like Real numbers.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.kolmogorov(y) end

--- The inverse of `special.kolmogorov`.
---
--- By bisection.
---
--- ```lua
--- print(special.kolmogi(0.5))  --> 0.82757355518991
--- ```
---@param p perilune.array_like Probabilities.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.kolmogi(p) end

--- The upper tail of Smirnov's one-sided statistic.
---
--- The exact probability that D+ of n observations is at least d.
---
--- ```lua
--- print(special.smirnov(2, 0.5))  --> 0.25
--- ```
---@param n perilune.array_like Size of the sample.
---@param d perilune.array_like The statistic.
---@return perilune.array y An array of the shape of the arguments together; a number for numbers.
function special.smirnov(n, d) end

---@class perilune.special.logsumexp.options
---@field axis? integer|integer[]|perilune.none One axis or several; left out or pl.none: all elements.
---@field b? perilune.array_like Factors of the exponentials, which may be negative; they broadcast to a.
---@field keepdims? boolean Whether the axes stay, with length 1. (default false)
---@field return_sign? boolean Whether the sign of the sum comes too, the logarithm being of |sum|. (default false)

--- The logarithm of a sum of exponentials.
---
--- The largest exponent is taken out first, so nothing overflows. Where the sum is negative the result is NaN unless the sign is asked for; a factor of 0 takes its exponential out.
---
--- ```lua
--- print(special.logsumexp{1000, 1000})  --> 1000.6931471806
--- ```
---@param a perilune.array_like The exponents, real or complex.
---@param axis? integer|integer[]|perilune.none One axis or several; left out or pl.none: all elements.
---@param b? perilune.array_like Factors of the exponentials, which may be negative; they broadcast to a.
---@param keepdims? boolean Whether the axes stay, with length 1. (default false)
---@param return_sign? boolean Whether the sign of the sum comes too, the logarithm being of |sum|. (default false)
---@param options? perilune.special.logsumexp.options
---@return number|perilune.complex|perilune.array y log(sum(b exp(a))). (shape (...))
---@return number|perilune.complex|perilune.array sign The sign of the sum. (shape (...), only with return_sign)
---@overload fun(a: perilune.array_like, options: perilune.special.logsumexp.options): number|perilune.complex|perilune.array, number|perilune.complex|perilune.array
function special.logsumexp(a, axis, b, keepdims, return_sign, options) end

---@class perilune.special.softmax.options
---@field axis? integer|integer[]|perilune.none One axis or several; left out or pl.none: all elements.

--- Exponentials over their sum.
---
--- exp(x) / sum(exp(x)) along the axes, computed without overflow.
---
--- ```lua
--- print(special.softmax{0, 0})  --> [0.5 0.5]
--- ```
---@param x perilune.array_like Real or complex numbers.
---@param axis? integer|integer[]|perilune.none One axis or several; left out or pl.none: all elements.
---@param options? perilune.special.softmax.options
---@return perilune.array y An array of the same shape; a number for a number.
---@overload fun(x: perilune.array_like, options: perilune.special.softmax.options): perilune.array
function special.softmax(x, axis, options) end

---@class perilune.special.log_softmax.options
---@field axis? integer|integer[]|perilune.none One axis or several; left out or pl.none: all elements.

--- The logarithm of softmax.
---
--- Accurate where softmax itself is close to 0.
---
--- ```lua
--- print(special.log_softmax{1000, 0})
--- --> [    0. -1000.]
--- ```
---@param x perilune.array_like Real or complex numbers.
---@param axis? integer|integer[]|perilune.none One axis or several; left out or pl.none: all elements.
---@param options? perilune.special.log_softmax.options
---@return perilune.array y An array of the same shape; a number for a number.
---@overload fun(x: perilune.array_like, options: perilune.special.log_softmax.options): perilune.array
function special.log_softmax(x, axis, options) end
