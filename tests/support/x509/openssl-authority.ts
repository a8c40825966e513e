// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { PeerFolder } from '../formats/peer-tools.ts';

export interface ListTerms {
  readonly days?: number;
  /** Four hexadecimal digits. */
  readonly number?: string;
  /** Makes a delta CRL to the base CRL with this number (four hexadecimal digits). */
  readonly base?: string;
  readonly extensions?: readonly string[];
}

export type RevocationState = 'good' | 'revoked' | 'unlisted';

export interface Issued {
  readonly name: string;
  readonly file: string;
  readonly der: Uint8Array;
}

const day = 24 * 60 * 60_000;

/** A CA that uses only Debian's openssl, with certificates, the index of `openssl ca`, CRLs and OCSP responses. */
export class OpensslAuthority {
  readonly #folder: PeerFolder;
  readonly #name: string;
  readonly #entries: string[] = [];
  #serial = 0x1000;
  readonly certificate: Issued;

  /**
   * @param issuer null for a root
   * @param extensions extension file lines for the CA's own certificate
   */
  constructor(folder: PeerFolder, name: string, issuer: OpensslAuthority | null = null, extensions: string[] = []) {
    this.#folder = folder;
    this.#name = name;
    const usage = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign', ...extensions];
    this.certificate = issuer ? issuer.issue(name, usage) : this.#makeRoot(usage);
  }

  #makeRoot(extensions: readonly string[]): Issued {
    const { path } = this.#folder;
    newKey(this.#folder, this.#name);
    const added = extensions.map((line) => ` -addext ${line}`).join('');
    this.#openssl(`req -x509 -key ${this.#name}.key -days 3650 -subj /CN=${this.#name} -out ${this.#name}.pem${added}`);
    return issued(path, this.#name);
  }

  /** `state` is the status in the CA's index. Revoked means six days ago, for keyCompromise. */
  issue(name: string, extensions: readonly string[], state: RevocationState = 'good', days = 365): Issued {
    const folder = this.#folder;
    this.#serial += 1;
    const serial = this.#serial.toString(16).toUpperCase();
    newKey(folder, name);
    folder.write(`${name}.ext`, `${extensions.join('\n')}\n`);
    this.#openssl(`req -new -key ${name}.key -subj /CN=${name} -out ${name}.csr`);
    this.#openssl(
      `x509 -req -in ${name}.csr -CA ${this.#name}.pem -CAkey ${this.#name}.key -set_serial 0x${serial} ` +
        `-days ${days} -extfile ${name}.ext -out ${name}.pem`,
    );
    const end = shortTime(Date.now() + days * day);
    const revoked = `${shortTime(Date.now() - 6 * day)},keyCompromise`;
    if (state === 'good') this.#entries.push(`V\t${end}\t\t${serial}\tunknown\t/CN=${name}`);
    if (state === 'revoked') this.#entries.push(`R\t${end}\t${revoked}\t${serial}\tunknown\t/CN=${name}`);
    return issued(folder.path, name);
  }

  writeIndex(): string {
    this.#folder.write(`${this.#name}.index.attr`, 'unique_subject = no\n');
    return this.#folder.write(`${this.#name}.index`, this.#entries.map((line) => `${line}\n`).join(''));
  }

  /** @param reason as in `openssl ca -crl_reason` */
  revoke({ name }: Issued, reason: string): void {
    const at = this.#entries.findIndex((line) => line.endsWith(`/CN=${name}`));
    const [, end, , serial] = (this.#entries[at] ?? '').split('\t');
    this.#entries[at] = `R\t${end}\t${shortTime(Date.now())},${reason}\t${serial}\tunknown\t/CN=${name}`;
  }

  crl({ days = 7, number: ownNumber = '1000', base, extensions: more = [] }: ListTerms = {}): Uint8Array {
    const folder = this.#folder;
    const number = folder.write(`${this.#name}.crlnumber`, `${ownNumber}\n`);
    const config = ['[ca]', 'default_ca=a', '[a]', `database=${this.writeIndex()}`, `crlnumber=${number}`];
    const delta = base === undefined ? [] : [`deltaCRL=critical,DER:0202${base}`];
    const extensions = [
      'default_md=sha256',
      'crl_extensions=e',
      '[e]',
      'authorityKeyIdentifier=keyid',
      ...delta,
      ...more,
    ];
    folder.write(`${this.#name}.cnf`, [...config, ...extensions, ''].join('\n'));
    const own = `-config ${this.#name}.cnf -cert ${this.#name}.pem -keyfile ${this.#name}.key`;
    this.#openssl(`ca -gencrl ${own} -crldays ${days} -out ${this.#name}.crl.pem`);
    return new Uint8Array(this.#openssl(`crl -in ${this.#name}.crl.pem -outform DER`));
  }

  /** @param command space-separated arguments */
  #openssl(command: string): Buffer {
    return this.#folder.run('openssl', ...command.split(' '));
  }

  /** Arguments that make `openssl ocsp` serve this CA. @param signer whose key signs; by default the CA's */
  responderArguments(signer: string = this.#name, more: readonly string[] = ['-ndays', '7']): string[] {
    const authority = ['-index', this.writeIndex(), '-CA', this.#folder.file(`${this.#name}.pem`)];
    const key = ['-rsigner', this.#folder.file(`${signer}.pem`), '-rkey', this.#folder.file(`${signer}.key`)];
    return ['ocsp', ...authority, ...key, ...more];
  }

  /** Answers an OCSPRequest with an OCSPResponse in DER. */
  answer(request: Uint8Array, signer?: string, more?: readonly string[]): Uint8Array {
    const folder = this.#folder;
    const asked = ['-reqin', folder.write('request.der', request), '-respout', folder.file('response.der')];
    folder.run('openssl', ...this.responderArguments(signer, more), ...asked);
    return new Uint8Array(readFileSync(folder.file('response.der')));
  }
}

function newKey(folder: PeerFolder, name: string): void {
  folder.run('openssl', 'genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`);
}

function issued(path: string, name: string): Issued {
  const file = `${path}/${name}.pem`;
  const body = readFileSync(file, 'latin1').replaceAll(/-----[^-]+-----|\s/g, '');
  return { name, file, der: new Uint8Array(Buffer.from(body, 'base64')) };
}

/** Time format of openssl's index: `YYMMDDHHMMSSZ`. */
function shortTime(time: number): string {
  return `${new Date(time).toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`;
}
