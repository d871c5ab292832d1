#pragma once
// How Boost.Math is asked: no long double, and what it cannot do comes back as NaN or an infinity, never as an
// exception.

#include <boost/math/policies/policy.hpp>

namespace perilune::special {

namespace bp = boost::math::policies;
using Policy = bp::policy<bp::promote_double<false>, bp::promote_float<false>, bp::domain_error<bp::ignore_error>,
                          bp::pole_error<bp::ignore_error>, bp::overflow_error<bp::ignore_error>,
                          bp::underflow_error<bp::ignore_error>, bp::denorm_error<bp::ignore_error>,
                          bp::rounding_error<bp::ignore_error>, bp::evaluation_error<bp::ignore_error>,
                          bp::indeterminate_result_error<bp::ignore_error>, bp::max_series_iterations<10000>>;

}  // namespace perilune::special
