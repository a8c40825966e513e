// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writePem } from '../../../../main/formats/writers/write-pem.ts';
import { keytool, keytoolKeys } from '../../../support/formats/keytool-stores.ts';
import { makeManyCertificates } from '../../../support/vault/many-certificates.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { openssl } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { PeerFolder } from '../../../support/formats/peer-tools.ts';
import { issueIdentity } from './certificate-files.ts';
import { makeListAndRequest } from './list-and-request.ts';

/** Files of each kind; 375 in all. */
export const manyCounts = {
  pem: 150,
  der: 100,
  p7b: 10,
  duplicates: 25,
  /** PKCS#12 files: `p12` under `password`, `otherP12` under `otherPassword`. */
  p12: 30,
  otherP12: 12,
  jks: 3,
  requests: 10,
  lists: 2,
  texts: 15,
  empty: 4,
  damaged: 12,
  /** A CertSteward backup and an exported vault, renamed. */
  own: 2,
} as const;

export interface ManyFiles {
  readonly all: readonly string[];
  readonly password: string;
  readonly otherPassword: string;
  readonly otherP12: readonly string[];
  readonly certificatesOnly: readonly string[];
}

export async function makeManyFiles(folder: string): Promise<ManyFiles> {
  const source = path.join(folder, 'source');
  const chosen = path.join(folder, '很多 files');
  for (const each of [source, chosen]) mkdirSync(each);
  const all: string[] = [];
  const put = (name: string, content: string | Uint8Array) => {
    const file = path.join(chosen, name);
    writeFileSync(file, content);
    all.push(file);
    return file;
  };
  const times = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_each, at) => make(at));

  const { pem, der, p7b, duplicates } = manyCounts;
  const { certificates } = makeManyCertificates(pem + der + p7b);
  const bytes = certificates.map((each) => each.der);
  const at = (index: number) => bytes[index] ?? new Uint8Array(0);
  times(pem, (index) => put(`pem-${index}.pem`, writePem([at(index)])));
  times(der, (index) => put(`der-${index}.cer`, at(pem + index)));
  times(p7b, (index) => {
    const one = path.join(source, `chain-${index}.pem`);
    writeFileSync(one, writePem([at(pem + der + index)]));
    const outform = index % 2 === 0 ? 'DER' : 'PEM';
    put(`chain-${index}.p7b`, openssl(['crl2pkcs7', '-nocrl', '-certfile', one, '-outform', outform]));
  });
  times(duplicates, (index) => put(`copy of ${index}.crt`, at(index)));

  const [password, otherPassword] = ['共同的 password', 'another password'];
  const issuer = makeIdentityFiles(source, 'bank', { subject: '/CN=Example Bank Root', days: 3650 });
  const p12 = (name: string, secret: string) => {
    const subject = `/CN=${name}`;
    const made = issueIdentity(source, name, { subject, issuer, from: -1, until: 400, password: secret });
    return put(`${name}.pfx`, readFileSync(made.p12));
  };
  times(manyCounts.p12, (index) => p12(`person-${index}`, password));
  const otherP12 = times(manyCounts.otherP12, (index) => p12(`other-${index}`, otherPassword));
  times(manyCounts.damaged, (index) => {
    const whole = readFileSync(path.join(source, `person-${index}.p12`));
    put(`cut off ${index}.pfx`, whole.subarray(0, Math.floor(whole.length * 0.6)));
  });
  const peers = new PeerFolder();
  times(manyCounts.jks, (index) => {
    const store = { file: `store-${index}.jks`, type: 'JKS', password: 'password in ascii' } as const;
    keytool(peers, store, '-genkeypair', ...keytoolKeys.ec, '-alias', 'one', '-dname', `CN=java-${index}`);
    put(store.file, readFileSync(peers.file(store.file)));
  });
  peers.remove();
  const { crl, request } = makeListAndRequest(source);
  times(manyCounts.requests, (index) => put(`request-${index}.csr`, readFileSync(request)));
  times(manyCounts.lists, (index) => put(`list-${index}.crl`, readFileSync(crl)));
  times(manyCounts.texts, (index) => put(`letter-${index}.txt`, `Dear customer ${index}, this is no certificate.`));
  times(manyCounts.empty, (index) => put(`empty-${index}.pfx`, ''));
  const own = await makeOwnFiles(source, path.join(source, 'person-0.p12'), password);
  put('photo.jpg', readFileSync(own.backup));
  put('certificate.pfx', readFileSync(own.vault));
  const certificatesOnly = all.slice(0, pem + der);
  return { all, password, otherPassword, otherP12, certificatesOnly };
}

export interface OwnFiles {
  readonly backup: string;
  readonly vault: string;
  readonly passphrase: string;
  readonly recoveryCode: string;
}

/** A backup and an export of a second vault with the identity in `p12`, made by the built CLI. */
export async function makeOwnFiles(folder: string, p12: string, password: string): Promise<OwnFiles> {
  const passphrase = '另一台电脑的主密码 long';
  const secret = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const by = ['--passphrase-file', secret('there-passphrase', passphrase)];
  const cli = async (...argv: string[]) => {
    const { json, stderr } = await runCli([...argv, '--json', '--vault', path.join(folder, 'there')]);
    if (json?.ok !== true) throw new Error(`${argv.join(' ')}: ${stderr}`);
    return json.value;
  };
  const made = await cli('import', p12, '--password-file', secret('there-password', password), ...by);
  const recoveryCode = String(made.vaultCreated.recoveryCode);
  const code = secret('there-code', recoveryCode);
  const vault = path.join(folder, 'there.vault');
  await cli('vault', 'export', vault, '--recovery-code-file', code);
  mkdirSync(path.join(folder, 'backups'));
  const created = await cli('backup', 'create', '--to', path.join(folder, 'backups'), ...by);
  const backup = path.join(folder, 'there.tar');
  copyFileSync(String(created.backup.file), backup);
  return { backup, vault, passphrase, recoveryCode };
}
