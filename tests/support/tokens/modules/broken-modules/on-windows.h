/* SPDX-License-Identifier: Apache-2.0 */
/* Before any other header when a module is compiled for Windows: what its sources take from Unix. */
#ifndef ON_WINDOWS_H
#define ON_WINDOWS_H

#include <windows.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>

#define O_CLOEXEC O_BINARY
#define pause() Sleep(1000)
/* Unlike Unix', it refuses a name that is taken. */
#define rename(from, to) (MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING) ? 0 : -1)

static inline long pread(int file, void *octets, size_t count, long at) {
  _lseek(file, at, SEEK_SET);
  return _read(file, octets, (unsigned)count);
}

static inline long pwrite(int file, const void *octets, size_t count, long at) {
  _lseek(file, at, SEEK_SET);
  return _write(file, octets, (unsigned)count);
}

static inline FILE *open_binary(const char *path, const char *mode) {
  char binary[8];
  snprintf(binary, sizeof binary, "%sb", mode);
  return fopen(path, binary);
}
#define fopen open_binary

/* PKCS #11 2.40, section 2.1: Windows packs its structures. */
#pragma pack(push, 1)
#include "cryptoki.h"
#pragma pack(pop)

#endif
