// SPDX-License-Identifier: Apache-2.0
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';
import { issueIdentity } from '../../e2e/support/data/certificate-files.ts';
import { type IdentityFiles, makeIdentityFiles } from '../openssl/openssl-identity.ts';
import { formPage, homePage, issuedPage } from './bank-pages.ts';

/** Required for issuance. Customers get `reference` by text message and `code` by letter. */
export const bankCodes = { reference: '2026 1126 0001', code: 'QWER-TYUI-7788' } as const;

/** An example bank that issues personal certificates on its web page and generates the keys itself. */
export interface Bank {
  /** `https://localhost:PORT/` */
  readonly url: string;
  /** SHA-256 of the server's public key in base64, by which the browser accepts its certificate. */
  readonly keyHash: string;
  /** The root that signs issued certificates. */
  readonly authority: IdentityFiles;
  readonly profile: CaProfile;
  /** Oldest first. */
  readonly issued: readonly IdentityFiles[];
  /** Validity of the next certificates, in days from issuance (may be negative or fractional). */
  validity: { readonly from: number; readonly until: number };
  /** Delay in ms between the halves of a file, so that the browser shows an unfinished download. */
  pauseMs: number;
  close(): Promise<void>;
}

/** `folder` holds the bank's files. `nameOf` maps the name in the form to the certificate's common name. */
export async function startBank(
  folder: string,
  { nameOf = (name: string): string => name }: { nameOf?: (name: string, renewals: number) => string } = {},
): Promise<Bank> {
  const own = join(folder, 'bank');
  mkdirSync(own, { recursive: true });
  const authority = makeIdentityFiles(own, 'root', { subject: '/CN=示例银行根证书/O=示例银行/C=CN', days: 3650 });
  const server = makeIdentityFiles(own, 'server', { subject: '/CN=localhost' });
  const certificate = readFileSync(server.certificate, 'utf8');
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  const issued: IdentityFiles[] = [];
  const state = { validity: { from: -0.01, until: 365 }, pauseMs: 0 };

  function issue(form: URLSearchParams): number {
    const name = nameOf(form.get('name') ?? '', issued.length);
    const subject = `/CN=${name.replaceAll('/', '')}/O=示例银行/C=CN`;
    const password = form.get('password') ?? '';
    issued.push(
      issueIdentity(own, `customer-${issued.length}`, { subject, issuer: authority, ...state.validity, password }),
    );
    return issued.length - 1;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'https://localhost');
    const [, first = '', number = ''] = url.pathname.split('/');
    if (first === 'file') return await sendFile(response, issued[Number(number)]);
    const page = (text: string, status = 200): void => {
      response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end(text);
    };
    if (first === '') return page(homePage());
    if (first !== 'apply' && first !== 'renew') return page('', 404);
    if (request.method !== 'POST') return page(formPage(first));
    const form = new URLSearchParams(await textOf(request));
    if (form.get('reference') !== bankCodes.reference || form.get('code') !== bankCodes.code)
      return page(formPage(first, '参考号或授权码不对，请核对短信和信函。'), 403);
    page(issuedPage(first, `/file/${issue(form)}`));
  }

  async function sendFile(response: ServerResponse, identity: IdentityFiles | undefined): Promise<void> {
    if (identity === undefined) return void response.writeHead(404).end();
    const bytes = readFileSync(identity.p12);
    const name = encodeURIComponent('示例银行证书.pfx');
    response.writeHead(200, {
      'Content-Type': 'application/x-pkcs12',
      'Content-Length': bytes.length,
      'Content-Disposition': `attachment; filename="certificate.pfx"; filename*=UTF-8''${name}`,
    });
    const half = bytes.length >> 1;
    response.write(bytes.subarray(0, half));
    if (state.pauseMs > 0) await wait(state.pauseMs);
    response.end(bytes.subarray(half));
  }

  const listening = createServer({ cert: certificate, key: readFileSync(server.key, 'utf8') }, (request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const url = `https://localhost:${(listening.address() as AddressInfo).port}/`;
  return Object.assign(state, {
    url,
    keyHash: createHash('sha256').update(spki).digest('base64'),
    authority,
    issued,
    profile: profileOf(url),
    async close() {
      listening.closeAllConnections();
      await new Promise((resolve) => listening.close(resolve));
    },
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function profileOf(url: string): CaProfile {
  const step = (zh: string, en: string) => ({ 'zh-CN': zh, en });
  return {
    name: '示例银行网上银行',
    protocol: 'web',
    url,
    source: url,
    checkedOn: new Date().toISOString().slice(0, 10),
    renewalDays: 60,
    asks: [
      step('姓名', 'Your name'),
      step('短信里的参考号和信函里的授权码', 'The reference number from the text message and the code from the letter'),
    ],
    steps: {
      apply: [
        step('打开官方网址，选择“申请证书”', 'Open the official address and choose 申请证书'),
        step(
          '填写姓名、参考号和授权码，并为证书文件设置密码',
          'Fill in name, reference number and code, and set a password for the file',
        ),
        step('下载证书文件', 'Download the certificate file'),
      ],
      renew: [
        step('打开官方网址，选择“更新证书”', 'Open the official address and choose 更新证书'),
        step('填写新的参考号和授权码，下载新的证书文件', 'Fill in the new codes and download the new certificate file'),
      ],
      lost: [step('先打客服电话 95000 挂失，再重新申请', 'Report the loss by phone on 95000, then apply again')],
    },
    contact: { phone: '95000', hours: step('全天', 'day and night') },
  };
}
