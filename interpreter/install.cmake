# What `cmake --install` puts where. Components: program, library, module, documentation. Nothing holds the prefix, so
# the whole can be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(PERILUNE_LUA_MODULE_DIR ${CMAKE_INSTALL_LIBDIR}/lua/5.4 CACHE PATH "Where a stock Lua looks for C modules")

install(TARGETS perilune RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(TARGETS perilune_module LIBRARY DESTINATION ${PERILUNE_LUA_MODULE_DIR} COMPONENT module)

set_target_properties(perilune_library PROPERTIES EXPORT_NAME perilune)
add_library(perilune::perilune ALIAS perilune_library)
add_library(perilune::perilune_hosted ALIAS perilune_hosted)
install(TARGETS perilune_library perilune_hosted EXPORT perilune
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/perilune DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT library)

# For find_package(perilune CONFIG). Before 1.0 a minor version may change the interface.
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/perilune)
install(EXPORT perilune FILE perilune-targets.cmake NAMESPACE perilune:: DESTINATION ${package_dir} COMPONENT library)
configure_package_config_file(install/perilune-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/perilune-config.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/perilune-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/perilune-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/perilune-config-version.cmake DESTINATION ${package_dir} COMPONENT library)

# For pkg-config: every folder is found from that of the file.
set(pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH library_from_prefix ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_LIBDIR})
file(RELATIVE_PATH include_from_prefix ${CMAKE_INSTALL_PREFIX} ${CMAKE_INSTALL_FULL_INCLUDEDIR})
file(RELATIVE_PATH prefix_from_pkgconfig ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" prefix_from_pkgconfig "${prefix_from_pkgconfig}")
function(install_pkgconfig name description)
  configure_file(install/perilune.pc.in ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc DESTINATION ${pkgconfig_dir} COMPONENT library)
endfunction()
install_pkgconfig(perilune "Scientific computing in embedded Lua")
install_pkgconfig(perilune_hosted "perilune for programs that have a Lua 5.4 of their own")

file(GLOB guides CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/*.md)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR}
  COMPONENT documentation)
install(FILES ${guides} DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs COMPONENT documentation)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs/reference DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs COMPONENT documentation)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs/stubs DESTINATION ${CMAKE_INSTALL_DATADIR}/perilune
  COMPONENT documentation)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/scripts/embedding DESTINATION ${CMAKE_INSTALL_DOCDIR}/scripts
  COMPONENT documentation PATTERN monitor EXCLUDE PATTERN monitor_c EXCLUDE)
