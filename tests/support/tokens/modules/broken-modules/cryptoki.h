/* SPDX-License-Identifier: Apache-2.0 */
/* The platform's part of PKCS #11 (section 2 of the base specification) for C on Unix, before OASIS' own headers. */
#ifndef CRYPTOKI_H
#define CRYPTOKI_H

#define CK_PTR *
#define CK_DECLARE_FUNCTION(returnType, name) returnType name
#define CK_DECLARE_FUNCTION_POINTER(returnType, name) returnType(*name)
#define CK_CALLBACK_FUNCTION(returnType, name) returnType(*name)
#ifndef NULL_PTR
#define NULL_PTR 0
#endif

#include "pkcs11.h"

#endif
