// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCertificatesService } from '../../../main/certificates/certificates-service.ts';
import { createParseClient } from '../../../main/parser/parse-client.ts';
import { runCli } from '../../support/cli/run-cli.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';
import { objectsOf } from '../../support/tokens/work/objects-of.ts';
import { softHsm, type SoftHsmTarget } from '../../support/tokens/modules/softhsm.ts';
import { quietRun, tokensWith, type TokensAtHand } from '../../support/tokens/work/tokens-with.ts';

const missing = softHsm.available();

describe.skipIf(missing !== null)(`import from a token${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let target: SoftHsmTarget;
  beforeAll(async () => {
    target = await softHsm.start();
  });
  afterAll(async () => target.stop());

  async function withCertificate() {
    const at = await tokensWith([target]);
    const { id: tokenId, serial } = await at.token(target.label);
    await at.tokens.manage({ tokenId, on: true }, quietRun);
    const pins = { tokenId, pin: target.pin, confirmedLastTry: false };
    const { objectId } = await at.tokens.generate({ ...pins, algorithm: 'ec-p256', label: 'bank' }, quietRun);
    const { sha256 } = await at.tokens.selfSign({ ...pins, objectId, subject: 'CN=bank', days: 90 }, quietRun);
    return { at, tokenId, serial, pins, sha256 };
  }
  async function takeIn(at: TokensAtHand, tokenId: string, sha256: string) {
    const objects = await objectsOf(at, await at.token(target.label));
    const chosen = objects.find((object) => object.certificate?.sha256 === sha256);
    return at.tokens.takeIn({ tokenId, objectIds: [chosen?.id ?? ''] }, quietRun);
  }
  async function summary({ vault }: TokensAtHand, sha256: string) {
    const parse = createParseClient(startNodeChild);
    const now = () => new Date();
    const certificates = createCertificatesService({ vault, parse, now, systemRoots: () => [] });
    const found = await certificates.summary(sha256);
    parse.close();
    return found;
  }

  it('[L03] [T03] says which token holds the key, even after the token is unplugged', async () => {
    const { at, tokenId, serial, pins, sha256 } = await withCertificate();
    expect(await takeIn(at, tokenId, sha256)).toEqual({ added: 1, known: 0 });
    const unseen = { label: target.label, serial, seen: false };
    expect(await summary(at, sha256)).toMatchObject({ hasPrivateKey: false, keyOnToken: unseen });
    // Private keys become visible after login, so this time the key is seen.
    await at.tokens.unlock(pins, quietRun);
    expect(await takeIn(at, tokenId, sha256)).toEqual({ added: 0, known: 1 });
    at.tokens.close();
    const seen = { label: target.label, serial, seen: true };
    expect(await summary(at, sha256)).toMatchObject({ hasPrivateKey: false, keyOnToken: seen });
  });

  it('[A01] [L03] list and show on the command line say where the key is', async () => {
    const { at, tokenId, serial, sha256 } = await withCertificate();
    await takeIn(at, tokenId, sha256);
    at.tokens.close();
    const vault = ['--vault', join(at.folder, 'vault')];
    const listed = await runCli(['list', '--json', ...vault]);
    const keyOnToken = { label: target.label, serial, seen: false };
    expect(listed.json?.value.certificates).toMatchObject([{ sha256, hasPrivateKey: false, keyOnToken }]);
    expect((await runCli(['list', ...vault])).stdout).toMatch(/ USB key +valid /);
    expect((await runCli(['show', sha256, ...vault])).stdout).toMatch(
      new RegExp(`Private key +on the USB key “${target.label}” \\(serial number ${serial}\\), not yet confirmed`),
    );
  });
});
