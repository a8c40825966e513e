/* SPDX-License-Identifier: Apache-2.0 */
/* Another module, whose C_Initialize is given PARAMETERS: for tools that cannot hand over NSS' LibraryParameters. */
#include <dlfcn.h>
#include <stddef.h>

#include "cryptoki.h"

/* NSS' form of CK_C_INITIALIZE_ARGS: LibraryParameters where OASIS has pReserved, which comes after it. */
struct nss_arguments {
  CK_C_INITIALIZE_ARGS common;
  void *reserved;
};

static CK_FUNCTION_LIST list;
static CK_C_Initialize initialize;

static CK_RV initialize_with_parameters(CK_VOID_PTR given) {
  struct nss_arguments arguments = {{.flags = CKF_OS_LOCKING_OK, .pReserved = PARAMETERS}, NULL};
  (void)given;
  return initialize(&arguments);
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR answer) {
  void *library = dlopen(MODULE, RTLD_NOW);
  CK_C_GetFunctionList get = library == NULL ? NULL : (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList");
  CK_FUNCTION_LIST_PTR original;
  if (get == NULL || get(&original) != CKR_OK) return CKR_GENERAL_ERROR;
  list = *original;
  initialize = list.C_Initialize;
  list.C_Initialize = initialize_with_parameters;
  *answer = &list;
  return CKR_OK;
}
