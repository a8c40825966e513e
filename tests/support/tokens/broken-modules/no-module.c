/* A library like any other: no C_GetFunctionList. */
int something_else(void) {
  return 1;
}
