// SPDX-License-Identifier: Apache-2.0
// In the place of Electron's program for Windows: a program with windows, as that is, which records its words, one a line,
// where CERTSTEWARD_TEST_WORDS says, and ends as CERTSTEWARD_TEST_CODE says. Slow, so that who does not wait is found out.
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>
// After it.
#include <shellapi.h>

// The marker of the fuses (@electron/fuses), their version, how many, and all of them on.
__attribute__((used)) static const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\001\011111111111";

int WINAPI WinMain(HINSTANCE instance, HINSTANCE previous, LPSTR line, int show) {
  static WCHAR path[1024];
  static char octets[8192];
  int count = 0;
  WCHAR **words = CommandLineToArgvW(GetCommandLineW(), &count);
  Sleep(1500);
  if (GetEnvironmentVariableW(L"CERTSTEWARD_TEST_WORDS", path, 1024) == 0) return 0;
  FILE *file = _wfopen(path, L"wb");
  for (int at = 1; at < count; at++) {
    WideCharToMultiByte(CP_UTF8, 0, words[at], -1, octets, sizeof octets, NULL, NULL);
    fprintf(file, "%s\n", octets);
  }
  fclose(file);
  return GetEnvironmentVariableW(L"CERTSTEWARD_TEST_CODE", path, 1024) ? _wtoi(path) : 0;
}
