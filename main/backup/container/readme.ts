// SPDX-License-Identifier: Apache-2.0
export interface ReadmeFacts {
  readonly passphrase: boolean;
  readonly recovery: boolean;
}

/** A test runs the commands of the English part. */
export function readmeText({ passphrase, recovery }: ReadmeFacts): string {
  const ways = [
    ...(passphrase ? ['    age -d -i passphrase.age data.age > contents.tar'] : []),
    ...(recovery ? ['    age -d -i recovery.age data.age > contents.tar'] : []),
  ];
  const first = ways[0] ?? '';
  const second = ways[1];
  const codeZh = '9 组字符，字母大写，各组之间加横线，例如 AAAA-BBBB-CCCC-…，纸上可能没有横线';
  const codeEn = '9 groups in capitals with a hyphen between them, such as AAAA-BBBB-CCCC-…';
  const secretZh = passphrase ? '主密码（或为这份备份单独设置的密码）' : `恢复码（${codeZh}）`;
  const secretEn = passphrase
    ? "the vault's passphrase (or the one chosen for this backup)"
    : `the recovery code\n   (${codeEn})`;
  return `CertSteward 证书管家 - 备份 / backup

中文
====
这个文件是一份备份，里面的证书和私钥全部加密。没有 CertSteward 也能打开，
需要 tar、age（https://age-encryption.org，1.1 或更高版本）和 openssl。

1. 解压这个文件：

    tar -xf BACKUP.tar

2. 解密，会询问${secretZh}：

${first}
${second === undefined ? '' : `\n   或者用恢复码（${codeZh}）：\n\n${second}\n`}
3. 解压内容（里面有未加密的私钥，请放在别人读不到的地方，用完就删除）：

    tar -xf contents.tar

   certificates/  证书，文件名是证书的 SHA-256
   keys/          私钥（PKCS#8），文件名是公钥的 SHA-256
   metadata/      每行一个 JSON：备注、标签，以及哪个私钥（key）属于哪张证书（sha256）
   history/       活动记录
   manifest.json  目录和校验值

4. 把一张证书和它的私钥合成可以导入浏览器的文件（NAME 和 KEY 换成 metadata 里的 sha256 和 key）：

    openssl pkcs12 -export -in certificates/NAME.pem -inkey keys/KEY.pem -out identity.p12

English
=======
This file is an encrypted backup of certificates and their private keys. You can open it
without CertSteward, using tar, age (https://age-encryption.org, 1.1 or newer) and openssl.

1. Unpack this file:

    tar -xf BACKUP.tar

2. Decrypt data.age. You will be asked for ${secretEn}:

${first}
${second === undefined ? '' : `\n   or use the recovery code (${codeEn}):\n\n${second}\n`}
3. Unpack the contents. The private keys are not encrypted, so use a folder only you can read, and
   delete them afterwards:

    tar -xf contents.tar

   certificates/  certificates, named by their SHA-256
   keys/          private keys (PKCS#8), named by the SHA-256 of their public key
   metadata/      one JSON object per line: labels, notes, tags, and which key belongs to which
                  certificate (sha256)
   history/       the activity log
   manifest.json  a list of the contents, with checksums

4. To make a file for browsers from one certificate and its key (NAME and KEY are the sha256 and
   key in a line of metadata):

    openssl pkcs12 -export -in certificates/NAME.pem -inkey keys/KEY.pem -out identity.p12
`;
}
