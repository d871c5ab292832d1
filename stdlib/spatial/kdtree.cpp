// Neighbours of points, by a k-d tree.

#include "kernels/spatial/kdtree.h"

#include <algorithm>

#include "stdlib/registry/workers.h"
#include "stdlib/spatial/module.h"
#include "stdlib/types/object_text.h"

namespace perilune {

using spatial::KDTree;

namespace {

constexpr Arg self = in("self", Type::object, "The tree.").of(kdtree_class);
constexpr Arg p_arg =
    optional("p", Type::number, 2, "Which p-norm measures distances; math.huge for the largest difference.")
        .at_least(1);
constexpr Arg eps_arg = optional("eps", Type::number, 0, "How much answers may be off: by a factor of at most 1 + eps.")
                            .at_least(0)
                            .finite();
constexpr Arg workers_arg = optional("workers", Type::integer, absent, workers_doc).at_least(-1);

constexpr Arg make_args[] = {
    in("data", Type::matrix, "Points, one per row, real and finite.").shaped("n, m"),
    optional("leafsize", Type::integer, 10, "So many points are not divided further.").at_least(1),
    option("compact_nodes", true, "Whether boxes shrink to the points in them: slower to build, faster to ask."),
    option("balanced_tree", true, "Whether boxes are cut at the median point rather than in the middle."),
    option("boxsize", Type::number | Type::vector, absent,
           "Lengths of a periodic box that begins at 0: one for all axes, or one each, 0 for an axis that is not "
           "periodic.")
        .shaped("m"),
    out("tree", Type::object, "The tree.").of(kdtree_class),
};
constexpr Arg query_args[] = {
    self,
    in("x", Type::array, "Points to start from.").shaped("..., m"),
    optional("k", Type::integer | Type::list, 1,
             "How many neighbours; a list asks for the first, third … of them by number.")
        .at_least(1),
    eps_arg,
    p_arg,
    optional("distance_upper_bound", Type::number, std::numeric_limits<double>::infinity(),
             "Only points nearer than this count.")
        .at_least(0),
    workers_arg,
    out("d", Type::number | Type::array, "Distances, nearest first; infinite where there are too few points.")
        .shaped("..., k"),
    out("i", Type::integer | Type::array, "Positions of the neighbours from 1; 0 where there are too few.")
        .shaped("..., k"),
};
constexpr Arg ball_args[] = {
    self,
    in("x", Type::array, "Centres.").shaped("..., m"),
    in("r", Type::number | Type::array, "The radius, or one for each centre."),
    p_arg,
    eps_arg,
    workers_arg,
    optional("return_sorted", Type::boolean, true, "Whether positions come in order."),
    optional("return_length", Type::boolean, false, "Whether only the numbers of points are wanted."),
    out("i", Type::array | Type::table | Type::integer,
        "Positions from 1 of the points no farther away than r; nested lists of such arrays for several centres; with "
        "return_length how many they are."),
};
constexpr Arg pairs_args[] = {
    self,
    in("r", Type::number, "The largest distance.").at_least(0),
    p_arg,
    eps_arg,
    out("pairs", Type::matrix, "Positions from 1, the smaller one first; in order.").shaped("n, 2"),
};
constexpr Arg ball_tree_args[] = {
    self,
    in("other", Type::object, "Another tree, of the same dimension.").of(kdtree_class),
    in("r", Type::number, "The radius.").at_least(0),
    p_arg,
    eps_arg,
    out("i", Type::table,
        "For each point of this tree the positions from 1 of those of the other no farther away than r."),
};
constexpr Arg data_args[] = {self, out("data", Type::matrix, "The points, in float64.").shaped("n, m")};
constexpr Arg n_args[] = {self, out("n", Type::integer, "How many points.")};
constexpr Arg m_args[] = {self, out("m", Type::integer, "In how many dimensions.")};
constexpr Arg leafsize_args[] = {self, out("leafsize", Type::integer, "So many points are not divided further.")};
constexpr Arg size_args[] = {self, out("size", Type::integer, "How many nodes the tree has.")};
constexpr Arg boxsize_args[] = {
    self,
    out("boxsize", Type::vector | Type::none, "The lengths, 0 where not periodic; nil when no axis is.").shaped("m")};
constexpr Arg mins_args[] = {self, out("mins", Type::vector, "The smallest coordinate along each axis.").shaped("m")};
constexpr Arg maxes_args[] = {self, out("maxes", Type::vector, "The largest one.").shaped("m")};

KDTree& tree_of(Call& call) { return call.object<KDTree>("self"); }

spatial::Nearness nearness(Call& call) { return {call.number("p"), call.number("eps")}; }

void call_make(Call& call) {
  spatial::KDTreeOptions options;
  options.leafsize = call.integer("leafsize");
  options.compact = call.flag("compact_nodes");
  options.balanced = call.flag("balanced_tree");
  if (call.has("boxsize")) options.boxsize = call.array("boxsize");
  auto tree = std::make_unique<KDTree>(call.ctx, call.array("data"), options);
  // Scripts see them as fields.
  for (const Array* a : {&tree->data(), &tree->mins(), &tree->maxes(), &tree->boxsize()}) a->block()->read_only = true;
  call.give_object(kdtree_class, std::move(tree));
}

// The columns of a (..., k) array that are asked for, counted from 1.
Array chosen(Context& ctx, const Array& a, const std::vector<std::int64_t>& wanted) {
  Dims shape = a.shape();
  const std::int64_t k = shape[a.ndim() - 1], rows = k > 0 ? a.size() / k : 0,
                     size = static_cast<std::int64_t>(wanted.size());
  shape[a.ndim() - 1] = size;
  Array out = Array::empty(ctx, a.dtype(), shape);
  for (std::int64_t i = 0; i < rows; ++i)
    for (std::int64_t j = 0; j < size; ++j)
      std::copy_n(a.data() + (i * k + wanted[static_cast<std::size_t>(j)] - 1) * 8, 8, out.data() + (i * size + j) * 8);
  return out;
}

Array without_last_axis(const Array& a) {
  Dims shape = a.shape(), strides = a.strides();
  shape.erase(a.ndim() - 1);
  strides.erase(a.ndim() - 1);
  return a.with_layout(a.data(), shape, strides);
}

void call_query(Call& call) {
  Context ctx = context_for_workers(call);
  const bool list = call.is_list("k");
  std::vector<std::int64_t> wanted;
  if (list) wanted = call.integers("k");
  else wanted.push_back(call.integer("k"));
  std::int64_t k = 0;
  for (const std::int64_t w : wanted) {
    if (w < 1) call.refuse("k", "must hold numbers of neighbours from 1");
    k = std::max(k, w);
  }
  spatial::KDTree::Neighbours found =
      tree_of(call).query(ctx, call.array("x"), k, nearness(call), call.number("distance_upper_bound"));
  if (list) {
    found.distances = chosen(ctx, found.distances, wanted);
    found.positions = chosen(ctx, found.positions, wanted);
  } else if (k == 1) {
    found.distances = without_last_axis(found.distances);
    found.positions = without_last_axis(found.positions);
  }
  for (std::int64_t i = 0; i < found.positions.size(); ++i) ++found.positions.as<std::int64_t>()[i];
  call.give_unwrapped(std::move(found.distances));
  call.give_unwrapped(std::move(found.positions));
}

// Nested lists with the shape of the centres.
Result nested(std::vector<Array>& lists, std::span<const std::int64_t> shape, std::size_t& next) {
  if (shape.empty()) return std::move(lists[next++]);
  auto table = std::make_unique<Table>();
  for (std::int64_t i = 0; i < shape[0]; ++i) table->list.push_back(nested(lists, shape.subspan(1), next));
  return table;
}

void call_ball(Call& call) {
  Context ctx = context_for_workers(call);
  const View x = call.array("x"), r = call.array("r");
  const KDTree& tree = tree_of(call);
  if (call.flag("return_length")) return call.give_unwrapped(tree.count_ball(ctx, x, r, nearness(call)));
  std::vector<Array> lists = tree.query_ball(ctx, x, r, nearness(call), call.flag("return_sorted"));
  for (Array& list : lists)
    for (std::int64_t i = 0; i < list.size(); ++i) ++list.as<std::int64_t>()[i];
  if (x.ndim == 1) return call.give(std::move(lists[0]));
  std::size_t next = 0;
  Result result = nested(lists, x.dims().first(static_cast<std::size_t>(x.ndim - 1)), next);
  call.give(std::move(*std::get<std::unique_ptr<Table>>(result)));
}

void call_pairs(Call& call) {
  Array pairs = tree_of(call).query_pairs(call.ctx, call.number("r"), nearness(call));
  call.give_positions(std::move(pairs));
}

void call_ball_tree(Call& call) {
  const KDTree &tree = tree_of(call), &other = call.object<KDTree>("other");
  if (tree.dimensions() != other.dimensions())
    call.refuse("other", format("must have %lld dimensions", static_cast<long long>(tree.dimensions())));
  double r = call.number("r");
  const View radius{reinterpret_cast<std::byte*>(&r), nullptr, nullptr, 0, DType::float64};
  std::vector<Array> lists = other.query_ball(call.ctx, tree.data(), radius, nearness(call));
  Table table;
  for (Array& list : lists) {
    for (std::int64_t i = 0; i < list.size(); ++i) ++list.as<std::int64_t>()[i];
    table.list.push_back(std::move(list));
  }
  call.give(std::move(table));
}

void call_boxsize(Call& call) {
  const Array& boxsize = tree_of(call).boxsize();
  if (boxsize.size() == 0) call.give();
  else call.give(boxsize);
}

void call_data(Call& call) { call.give(tree_of(call).data()); }
void call_n(Call& call) { call.give(tree_of(call).count()); }
void call_m(Call& call) { call.give(tree_of(call).dimensions()); }
void call_leafsize(Call& call) { call.give(tree_of(call).leafsize()); }
void call_size(Call& call) { call.give(tree_of(call).nodes()); }
void call_mins(Call& call) { call.give(tree_of(call).mins()); }
void call_maxes(Call& call) { call.give(tree_of(call).maxes()); }

constexpr Function methods[] = {
    Function{"query", "The nearest points.", query_args,
             "Of equally near points those with smaller positions come first. Many points in one call are shared out "
             "among the threads.",
             R"(local tree = spatial.KDTree{{0, 0}, {3, 4}, {6, 8}}
                print(tree:query({0, 1}))  --> 1.0	1
                local d, i = tree:query({{0, 0}, {6, 7}}, 2)
                print(i)
                --> [[1 2]
                -->  [3 2]])",
             call_query}
        .raises("x has another dimension than the tree, or holds nan or infinities"),
    Function{"query_ball_point", "The points within a radius.", ball_args, "Points at distance r count.",
             R"(local tree = spatial.KDTree{{0, 0}, {3, 4}, {6, 8}}
                print(tree:query_ball_point({0, 0}, 5))  --> [1 2]
                print(tree:query_ball_point({{0, 0}, {6, 8}}, 1, {return_length = true}))  --> [1 1])",
             call_ball}
        .raises("x has another dimension than the tree, or holds nan or infinities\nr does not fit the centres"),
    Function{"query_ball_tree", "The points of another tree within a radius of each point.", ball_tree_args,
             "A list with one array for each point.",
             R"(local a, b = spatial.KDTree{{0, 0}, {9, 9}}, spatial.KDTree{{0, 1}, {1, 0}}
                local i = a:query_ball_tree(b, 1)
                print(i[1], i[2])  --> [1 2]	[])",
             call_ball_tree}
        .raises("the trees have different dimensions"),
    Function{"query_pairs", "All pairs of points that are near to each other.", pairs_args,
             "One row for each pair that is no farther apart than r.",
             R"(print(spatial.KDTree{{0, 0}, {9, 9}, {0, 1}}:query_pairs(2))  --> [[1 3]])", call_pairs},
};

constexpr Function fields[] = {
    {"data", "The points.", data_args, "In the order they were given.",
     "print(spatial.KDTree{{1, 2}}.data)  --> [[1. 2.]]", call_data},
    {"n", "The number of points.", n_args, "As data has rows.", "print(spatial.KDTree{{1, 2}}.n)  --> 1", call_n},
    {"m", "The number of dimensions.", m_args, "As data has columns.", "print(spatial.KDTree{{1, 2}}.m)  --> 2",
     call_m},
    {"leafsize", "The size that is not divided further.", leafsize_args, "As given.",
     "print(spatial.KDTree{{1, 2}}.leafsize)  --> 10", call_leafsize},
    {"size", "The number of nodes.", size_args, "Inner ones and leaves.", "print(spatial.KDTree{{1, 2}}.size)  --> 1",
     call_size},
    {"boxsize", "The lengths of a periodic box.", boxsize_args, "As given, one for each axis.",
     "print(spatial.KDTree({{1, 2}}, {boxsize = {3, 0}}).boxsize)  --> [3. 0.]", call_boxsize},
    {"mins", "The lower corner of the points.", mins_args, "Along each axis.",
     "print(spatial.KDTree{{1, 5}, {2, 3}}.mins)  --> [1. 3.]", call_mins},
    {"maxes", "The upper corner of the points.", maxes_args, "Along each axis.",
     "print(spatial.KDTree{{1, 5}, {2, 3}}.maxes)  --> [2. 5.]", call_maxes},
};

constexpr Function rows[] = {
    Function{"KDTree", "A tree of points that finds neighbours fast.", make_args,
             "For up to 10 or 20 dimensions; beyond that `spatial.distance.cdist` does as well. The points are copied.",
             R"(local tree = spatial.KDTree(random.default_rng(1):random{1000, 3})
                local d, i = tree:query({0.5, 0.5, 0.5}, 5)
                print(#i, d[1] <= d[2])  --> 5	true)",
             call_make}
        .alias("cKDTree")
        .raises("data holds nan or infinities\npoints lie outside a periodic box")
        .from("J. L. Bentley, Communications of the ACM 18 (1975)"),
};

void call_text(Call& call) {
  const KDTree& tree = call.object<KDTree>("self");
  call.give("KDTree of " + counted(tree.count(), "point") + " in " + counted(tree.dimensions(), "dimension"));
}
constexpr Operators operators{.text = call_text};

}  // namespace

const Class kdtree_class{.name = "spatial.KDTree",
                         .prefix = "KDTree:",
                         .summary = "A k-d tree.",
                         .methods = methods,
                         .fields = fields,
                         .destroy = [](void* object) { delete static_cast<KDTree*>(object); },
                         .operators = &operators};

Rows spatial_kdtree_rows() { return rows; }

}  // namespace perilune
