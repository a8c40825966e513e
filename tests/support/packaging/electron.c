// SPDX-License-Identifier: Apache-2.0
// In the place of Electron's program for Linux: records its words, one a line, in the file that CERTSTEWARD_TEST_WORDS
// names, and ends as CERTSTEWARD_TEST_CODE says.
#include <stdio.h>
#include <stdlib.h>

// The marker of the fuses (@electron/fuses), their version, how many, and all of them on.
__attribute__((used)) static const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\001\011111111111";

int main(int count, char **words) {
  const char *path = getenv("CERTSTEWARD_TEST_WORDS");
  const char *code = getenv("CERTSTEWARD_TEST_CODE");
  FILE *file = path ? fopen(path, "w") : NULL;
  for (int at = 1; file && at < count; at++) fprintf(file, "%s\n", words[at]);
  if (file) fclose(file);
  return code ? atoi(code) : 0;
}
