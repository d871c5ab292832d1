#pragma once
// The limit of a sequence from its first members.

namespace perilune::integrate {

// P. Wynn's epsilon algorithm, with safeguards against irregular tables.
class Extrapolation {
 public:
  struct Limit {
    double value, error;
  };
  void add(double partial) { table_[size_++] = partial; }
  void set(int place, double partial) { table_[place] = partial; }
  void resize(int size) { size_ = size; }
  int size() const { return size_; }
  int calls() const { return calls_; }
  Limit limit();  // from what was added; may shorten the table

 private:
  double table_[53] = {}, recent_[3] = {};
  int size_ = 0, calls_ = 0;
};

}  // namespace perilune::integrate
