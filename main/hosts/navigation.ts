// SPDX-License-Identifier: Apache-2.0
export function isAppPage(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, pathname, search, username, password } = new URL(url);
  const plain = search === '' && username === '' && password === '';
  return plain && `${protocol}//${host}` === origin && (pathname === '/' || pathname === '');
}
