// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { PeerFolder } from '../formats/peer-tools.ts';
import { freePort, startAnswerServer } from './answer-servers.ts';
import { type Issued, OpensslAuthority } from './openssl-authority.ts';

/** CAs and certificates whose responder and CRLs are on this machine. A server offers `served` by path. */
export async function startFetchedFiles() {
  const folder = new PeerFolder();
  const served = new Map<string, Uint8Array>();
  const issued: Record<string, Issued> = {};

  const files = await startAnswerServer(({ url = '' }, response) => {
    const body = served.get(url);
    response.writeHead(body ? 200 : 404).end(body);
  });
  const port = await freePort();
  const root = new OpensslAuthority(folder, 'root');
  const ocsp = `authorityInfoAccess=OCSP;URI:http://127.0.0.1:${port}/`;
  const list = `crlDistributionPoints=URI:ldap://127.0.0.1/x,URI:${files.origin}/root.crl`;
  issued['good'] = root.issue('good', [ocsp, list]);
  issued['revoked'] = root.issue('revoked', [ocsp], 'revoked');
  issued['unlisted'] = root.issue('unlisted', [ocsp], 'unlisted');
  issued['listed'] = root.issue('listed', [list], 'revoked');
  issued['fine'] = root.issue('fine', [list]);
  issued['busy'] = root.issue('busy', [`authorityInfoAccess=OCSP;URI:${files.origin}/busy`]);
  issued['replayed'] = root.issue('replayed', [`authorityInfoAccess=OCSP;URI:${files.origin}/replay`]);
  served.set('/busy', Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x03));
  served.set('/replay', root.answer(questionFor(folder, issued['replayed'])));
  issued['silent'] = root.issue('silent', []);
  const middle = new OpensslAuthority(folder, 'middle', root, [ocsp]);
  const issuers = `authorityInfoAccess=caIssuers;URI:${files.origin}/middle.cer`;
  issued['below'] = middle.issue('below', [issuers, `crlDistributionPoints=URI:${files.origin}/middle.crl`]);
  root.issue('delegate', ['extendedKeyUsage=OCSPSigning', 'noCheck=ignored']);
  root.issue('client', ['extendedKeyUsage=clientAuth']);
  served.set('/root.crl', root.crl());
  served.set('/middle.crl', middle.crl());
  served.set('/middle.cer', middle.certificate.der);
  const close = async (): Promise<void> => {
    await files.close();
    folder.remove();
  };
  return { folder, root, middle, files, port, served, issued, close };
}

/** An OCSP request by a different client, with its own nonce. */
function questionFor(folder: PeerFolder, { file }: Issued): Uint8Array {
  const { path } = folder;
  const names = ['-issuer', `${path}/root.pem`, '-cert', file];
  folder.run('openssl', 'ocsp', ...names, '-reqout', `${path}/other.der`);
  return readFileSync(`${path}/other.der`);
}
