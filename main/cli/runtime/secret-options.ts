// SPDX-License-Identifier: Apache-2.0
import type { HelpText, SecretOption } from './options.ts';

function secret(chinese: string, english: string): SecretOption {
  const text: HelpText = { 'zh-CN': chinese, en: english };
  return { kind: 'secret', text };
}

/** One that is called alike is the same thing with every command. */
export const secretOptions = {
  passphrase: secret('保险库的主密码', 'passphrase of the vault'),
  'new-passphrase': secret('新的主密码', 'new passphrase of the vault'),
  'recovery-code': secret('恢复码', 'recovery code'),
  password: secret('文件的密码', 'password of the file'),
  passwords: secret('候选密码（每行一个，逐个尝试）', 'candidate passwords (one a line, tried in turn)'),
  'store-password': secret('浏览器的主密码', 'primary password of the browser'),
  pin: secret(' U盾 的 PIN', 'PIN of the token'),
  'so-pin': secret(
    ' U盾 的管理员 PIN（YubiKey 是它的管理密钥）',
    'SO PIN of the token (of a YubiKey: its management key)',
  ),
  'new-pin': secret('新的 PIN', 'new PIN'),
  puk: secret('解锁码 (PUK)', 'PUK'),
  'vault-pin': secret(
    '打开保险库的 U盾 的 PIN（只给这个 U盾）',
    'PIN of the token that opens the vault, for that token alone',
  ),
  'webdav-password': secret(' WebDAV 服务器的密码', 'password of the WebDAV server'),
  code: secret('颁发机构给的授权码', 'authorisation code of the authority'),
};
export type SecretName = keyof typeof secretOptions;

export function secrets<Name extends SecretName>(...names: readonly Name[]): Pick<typeof secretOptions, Name> {
  const picked = names.map((name) => [name, secretOptions[name]] as const);
  return Object.fromEntries(picked) as Pick<typeof secretOptions, Name>;
}
