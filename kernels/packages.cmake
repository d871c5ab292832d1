# The numerical packages that kernels link, and what each is for. Those under the GPL are left out of the preset
# `permissive`; the definitions PERILUNE_FFTW and PERILUNE_SUITESPARSE tell kernels/ that they are there, and each has a
# fallback that gives the same results.
if(PERILUNE_LICENCE STREQUAL "permissive")
  set(gpl_allowed OFF)
else()
  set(gpl_allowed ON)
endif()
option(PERILUNE_FFTW "Fourier transforms by FFTW (GPL); OFF: by our own" ${gpl_allowed})
option(PERILUNE_SUITESPARSE "Sparse factorisations by UMFPACK (GPL); OFF: by Eigen" ${gpl_allowed})
foreach(package FFTW SUITESPARSE)
  if(PERILUNE_${package} AND NOT gpl_allowed)
    message(FATAL_ERROR "PERILUNE_${package}=ON links GPL code, which PERILUNE_LICENCE=permissive leaves out")
  endif()
endforeach()

# required_library(VARIABLE NAME PACKAGE [INSTEAD]): for libraries that bring no file for pkg-config.
function(required_library variable name package)
  find_library(${variable} ${name})
  if(NOT ${variable})
    message(FATAL_ERROR "lib${name} was not found; in Debian it is in ${package}${ARGN}")
  endif()
endfunction()

# opened_later(VARIABLE LIBRARY SOURCE): SOURCE opens the shared library when it first needs it, so that no start of a
# program pays for loading it. It gets the definitions PERILUNE_<VARIABLE>_NAME, by which the loader finds it, and _PATH,
# where it is here.
function(opened_later variable library source)
  execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE headers ERROR_QUIET)
  get_filename_component(name ${library} NAME)
  if(headers MATCHES "SONAME +([^ \n]+)")
    set(name ${CMAKE_MATCH_1})
  endif()
  get_filename_component(path ${library} REALPATH)
  set_property(SOURCE ${source} APPEND PROPERTY COMPILE_DEFINITIONS
    "PERILUNE_${variable}_NAME=\"${name}\"" "PERILUNE_${variable}_PATH=\"${path}\"")
endfunction()
target_link_libraries(perilune_kernels PRIVATE ${CMAKE_DL_LIBS})

# Headers only. Their warnings are not ours.
find_package(Boost REQUIRED)           # special functions and distributions
find_package(Eigen3 REQUIRED NO_MODULE)  # sparse factorisations
target_link_libraries(perilune_kernels PRIVATE Boost::headers)
get_target_property(eigen_headers Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
target_include_directories(perilune_kernels SYSTEM PRIVATE ${eigen_headers})

pkg_check_modules(ARPACK REQUIRED arpack)                      # eigenvalues of sparse operators
find_library(ARPACK_LIBRARY arpack HINTS ${ARPACK_LIBRARY_DIRS} REQUIRED)
opened_later(ARPACK ${ARPACK_LIBRARY} sparse/arpack_library.cpp)
pkg_check_modules(CMINPACK REQUIRED IMPORTED_TARGET cminpack)  # least squares and systems of equations
required_library(LBFGSB_LIBRARY lbfgsb liblbfgsb-dev)          # minimisation with bounds; it has no header
# Its archive, where there is one, is linked with other names for two things that kernels/optimize/lbfgsb_package.cpp supplies: a
# clock, which it reads ten times in an iteration and which takes longer than all the rest, and writing to standard
# output, which belongs to the host.
find_library(LBFGSB_ARCHIVE liblbfgsb.a)
find_library(GFORTRAN_LIBRARY NAMES gfortran libgfortran.so.5)
if(LBFGSB_ARCHIVE AND GFORTRAN_LIBRARY AND CMAKE_OBJCOPY)
  set(renamed)
  foreach(name timer_ _gfortran_st_write _gfortran_st_write_done _gfortran_transfer_array_write
               _gfortran_transfer_character_write _gfortran_transfer_integer_write _gfortran_transfer_real_write)
    list(APPEND renamed --redefine-sym ${name}=perilune_lbfgsb${name})
  endforeach()
  set(quiet ${CMAKE_CURRENT_BINARY_DIR}/liblbfgsb_quiet.a)
  execute_process(COMMAND ${CMAKE_OBJCOPY} ${renamed} ${LBFGSB_ARCHIVE} ${quiet} RESULT_VARIABLE failed)
  if(NOT failed)
    set(LBFGSB_LIBRARY ${quiet} PkgConfig::OPENBLAS ${GFORTRAN_LIBRARY})
  endif()
endif()
target_link_libraries(perilune_kernels PRIVATE PkgConfig::CMINPACK ${LBFGSB_LIBRARY})

if(PERILUNE_FFTW)
  set(instead ", or configure with -DPERILUNE_FFTW=OFF, for transforms of our own")
  pkg_check_modules(FFTW IMPORTED_TARGET fftw3 fftw3f)
  if(NOT FFTW_FOUND)
    message(FATAL_ERROR "FFTW was not found; in Debian it is in libfftw3-dev${instead}")
  endif()
  # Their one use is fftw_make_planner_thread_safe; transforms run on our own threads.
  required_library(FFTW_THREADS fftw3_threads libfftw3-dev "${instead}")
  required_library(FFTWF_THREADS fftw3f_threads libfftw3-dev "${instead}")
  target_link_libraries(perilune_kernels PRIVATE ${FFTW_THREADS} ${FFTWF_THREADS} PkgConfig::FFTW)
  target_compile_definitions(perilune_kernels PUBLIC PERILUNE_FFTW)
endif()
if(PERILUNE_SUITESPARSE)
  set(instead ", or configure with -DPERILUNE_SUITESPARSE=OFF, for factorisations by Eigen")
  required_library(UMFPACK_LIBRARY umfpack libsuitesparse-dev "${instead}")
  find_path(SUITESPARSE_HEADERS umfpack.h PATH_SUFFIXES suitesparse REQUIRED)
  target_include_directories(perilune_kernels SYSTEM PRIVATE ${SUITESPARSE_HEADERS})
  opened_later(UMFPACK ${UMFPACK_LIBRARY} sparse/umfpack_library.cpp)
  target_compile_definitions(perilune_kernels PUBLIC PERILUNE_SUITESPARSE)
endif()

# For packages.cpp, which lists them.
set(versions BOOST=${Boost_VERSION_STRING} EIGEN=${Eigen3_VERSION} ARPACK=${ARPACK_VERSION} CMINPACK=${CMINPACK_VERSION})
list(TRANSFORM versions REPLACE "(.*)=(.*)" "PERILUNE_\\1_VERSION=\"\\2\"")
set_source_files_properties(packages.cpp PROPERTIES COMPILE_DEFINITIONS "${versions}")
