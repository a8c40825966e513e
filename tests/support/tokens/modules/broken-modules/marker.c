/* SPDX-License-Identifier: Apache-2.0 */
/* Writes a file as soon as it is loaded: whoever finds it knows that a process loaded the library. */
#include <fcntl.h>
#include <unistd.h>

__attribute__((constructor)) static void loaded(void) {
  int descriptor = open(MARKER, O_CREAT | O_WRONLY, 0600);
  if (descriptor >= 0) close(descriptor);
}
