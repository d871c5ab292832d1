// The C interface: arrays that a host and its scripts share.

#include <algorithm>
#include <limits>
#include <new>

#include "interpreter/runtime/api.h"
#include "kernels/array/elementwise.h"
#include "stdlib/registry/arguments.h"
#include "stdlib/types/array.h"

using namespace perilune;
using namespace perilune::runtime;

namespace perilune::runtime {

namespace {

Memory& memory_of(perilune_state* s, lua_State* L) { return s->own ? s->own->memory() : *LibraryState::of(L).memory; }

// Memory of the host. It does not count: the state cannot give it back.
struct Foreign : Block {
  void (*done)(void*) = nullptr;
  void* host_owner = nullptr;
  std::atomic<bool> released{false};

  void hand_back() {
    if (!released.exchange(true) && done) done(host_owner);
  }
};

void release_foreign(Block* block) {
  auto* foreign = static_cast<Foreign*>(block);
  foreign->hand_back();
  foreign->memory->release();
  delete foreign;
}

perilune_array* make_handle(Array array) {
  auto* handle = new perilune_array;
  handle->array = std::move(array);
  return handle;
}

static_assert(static_cast<int>(DType::bool_) == PERILUNE_BOOL && static_cast<int>(DType::int64) == PERILUNE_INT64 &&
              static_cast<int>(DType::complex128) == PERILUNE_COMPLEX128 && dtype_count == 8);

DType checked_dtype(perilune_dtype dtype) {
  if (dtype < PERILUNE_BOOL || dtype > PERILUNE_COMPLEX128) throw ValueError("there is no such dtype");
  return static_cast<DType>(dtype);
}

Dims checked_shape(int ndim, const std::int64_t* shape) {
  if (ndim < 0 || ndim > max_ndim) throw ValueError(format("an array has at most %d axes, got %d", max_ndim, ndim));
  if (ndim > 0 && !shape) throw ValueError("shape must not be null");
  Dims dims(shape, ndim);
  checked_size(dims);
  return dims;
}

// Kernels count on bools that are 0 or 1.
bool all_bools(const std::byte* data, const Dims& shape, const Dims& strides, int axis = 0) {
  if (axis == shape.size()) return static_cast<unsigned char>(*data) <= 1;
  const std::int64_t n = strides[axis] == 0 ? std::min<std::int64_t>(shape[axis], 1) : shape[axis];
  for (std::int64_t i = 0; i < n; ++i)
    if (!all_bools(data + i * strides[axis], shape, strides, axis + 1)) return false;
  return true;
}

// Elements that no memory can hold: their addresses would wrap around.
void check_extent(const Dims& shape, const Dims& strides, const std::byte* data, DType dtype) {
  if (checked_size(shape) == 0) return;
  std::int64_t low = 0, high = static_cast<std::int64_t>(itemsize(dtype));
  bool fits = true;
  for (int d = 0; d < shape.size(); ++d) {
    std::int64_t reach = 0;
    std::int64_t& end = strides[d] < 0 ? low : high;
    fits =
        fits && !__builtin_mul_overflow(shape[d] - 1, strides[d], &reach) && !__builtin_add_overflow(end, reach, &end);
  }
  const auto address = reinterpret_cast<std::uintptr_t>(data);
  if (!fits || address < ~static_cast<std::uint64_t>(low) + 1 || address + static_cast<std::uint64_t>(high) < address)
    throw ValueError("strides reach beyond all memory");
}

}  // namespace

perilune_array* share_array(lua_State* L, int index) {
  return make_handle(share_elements(L, *LibraryState::of(L).memory, index));
}

void push_shared(lua_State* L, const perilune_array& array) { push_array(L, array.array, 0); }

}  // namespace perilune::runtime

perilune_status perilune_wrap(perilune_state* s, const perilune_buffer* buffer, void (*release)(void*), void* owner,
                              perilune_array** array) {
  *array = nullptr;
  return inside(s, [&](lua_State* L) {
    if (!buffer) throw ValueError("buffer must not be null");
    const DType dtype = checked_dtype(buffer->dtype);
    Dims shape = checked_shape(buffer->ndim, buffer->shape);
    Dims strides = buffer->strides ? Dims(buffer->strides, buffer->ndim) : row_major_strides(shape, itemsize(dtype));
    for (const std::int64_t step : strides)
      if (step % static_cast<std::int64_t>(itemsize(real_part_dtype(dtype))))
        throw ValueError("strides must be multiples of the element's size");
    if (reinterpret_cast<std::uintptr_t>(buffer->data) % itemsize(real_part_dtype(dtype)))
      throw ValueError("data must be aligned to the element's size");
    check_extent(shape, strides, static_cast<std::byte*>(buffer->data), dtype);
    if (!buffer->data && checked_size(shape)) throw ValueError("data must not be null");
    if (dtype == DType::bool_ && checked_size(shape) &&
        !all_bools(static_cast<std::byte*>(buffer->data), shape, strides))
      throw ValueError("bools must be 0 or 1");
    if (const perilune_status status = open_library(s, L); status != PERILUNE_OK) return status;
    auto block = std::make_unique<Foreign>();
    block->read_only = buffer->read_only != 0;
    block->data = static_cast<std::byte*>(buffer->data);
    block->memory = &memory_of(s, L);
    block->release = release_foreign;
    block->owner = block.get();
    block->host_owner = owner;
    Foreign* foreign = block.get();
    foreign->memory->retain();
    BlockRef adopted(block.release());
    *array = make_handle(Array::share(std::move(adopted), foreign->data, dtype, std::move(shape), std::move(strides)));
    foreign->done = release;  // from here on nothing can fail
    return PERILUNE_OK;
  });
}

perilune_status perilune_new_array(perilune_state* s, perilune_dtype dtype, int ndim, const std::int64_t* shape,
                                   perilune_array** array) {
  *array = nullptr;
  return inside(s, [&](lua_State* L) {
    if (const perilune_status status = open_library(s, L); status != PERILUNE_OK) return status;
    Context ctx(memory_of(s, L));
    *array = make_handle(Array::zeros(ctx, checked_dtype(dtype), checked_shape(ndim, shape)));
    return PERILUNE_OK;
  });
}

perilune_status perilune_to_array(perilune_state* s, const perilune_value* value, perilune_dtype dtype,
                                  perilune_array** array) {
  *array = nullptr;
  return inside(s, [&](lua_State* L) {
    const DType wanted = checked_dtype(dtype);
    if (value->kind == PERILUNE_ARRAY && value->as.array) {
      perilune_buffer present;
      if (const perilune_status status = perilune_get_buffer(value->as.array, &present); status != PERILUNE_OK)
        return refuse(s, status, "the host has taken back the memory of this array");
      const Array& a = value->as.array->array;
      if (a.dtype() == wanted && a.view().contiguous()) {
        *array = perilune_retain_array(value->as.array);
        return PERILUNE_OK;
      }
    }
    perilune_status status = open_library(s, L);
    if (status == PERILUNE_OK) status = push(s, L, *value);
    if (status != PERILUNE_OK) return status;
    Context& ctx = LibraryState::of(L).context;
    const int at = lua_gettop(L);
    Scalar number;
    Array made;
    if (const ArrayValue* a = array_at(L, at)) made = to_array(*a);
    else if (lua_type(L, at) == LUA_TTABLE) made = array_from_table(L, ctx, at, "the table", {true, wanted});
    else if (to_scalar(L, at, number)) made = array_from_scalar(ctx, number);
    else throw ValueError(std::string("the value must be an array or a table of numbers, got ") + show(L, at).text);
    if (made.dtype() != wanted || !made.view().contiguous() || !made.block())
      made = astype(ctx, made, wanted, Casting::checked);
    *array = make_handle(std::move(made));
    return PERILUNE_OK;
  });
}

perilune_status perilune_get_buffer(const perilune_array* handle, perilune_buffer* buffer) {
  if (!handle) {
    *buffer = perilune_buffer{};
    return PERILUNE_MISUSE;
  }
  if (!handle) {
    *buffer = perilune_buffer{};
    return PERILUNE_MISUSE;
  }
  const Array& a = handle->array;
  const Block& block = *a.block().get();
  if (block.revoked.load(std::memory_order_acquire)) {
    *buffer = perilune_buffer{};
    return PERILUNE_MISUSE;
  }
  buffer->data = a.data();
  buffer->dtype = static_cast<perilune_dtype>(a.dtype());
  buffer->ndim = a.ndim();
  buffer->shape = a.shape().data();
  buffer->strides = a.strides().data();
  buffer->read_only = block.read_only;
  return PERILUNE_OK;
}

void perilune_revoke(perilune_array* handle) {
  if (!handle) return;
  if (!handle) return;
  Block* block = handle->array.block().get();
  if (block->release != release_foreign) return;
  block->revoked.store(true, std::memory_order_release);
  static_cast<Foreign*>(block)->hand_back();
}

perilune_array* perilune_retain_array(perilune_array* handle) {
  if (handle) handle->users.fetch_add(1, std::memory_order_relaxed);
  return handle;
}

void perilune_release_array(perilune_array* handle) {
  if (handle && handle->users.fetch_sub(1, std::memory_order_acq_rel) == 1) delete handle;
}
