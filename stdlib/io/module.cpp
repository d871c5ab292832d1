// io: what families there are.

#include "stdlib/io/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {archive_rows(), read_text_rows(), write_text_rows()};

}  // namespace

const Module io_module{
    .name = "io",
    .summary = "Files of numbers: NumPy's .npy and .npz, tables of text.",
    .families = families,
    .details =
        "Reached as pl.io: in the program io is Lua's own library. Arrays between programs: save and load, savez for "
        "several in one file. Text: loadtxt stops at whatever is no number, genfromtxt takes gaps and columns of text. "
        "Files are written beside their target and renamed when they are complete, so a failure leaves the old one."};

}  // namespace perilune
