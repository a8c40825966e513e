/* SPDX-License-Identifier: Apache-2.0 */
/* A library like any other: no C_GetFunctionList. */
int something_else(void) {
  return 1;
}
