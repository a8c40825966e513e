// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { inTerminal } from '../../../support/cli/in-terminal.ts';
import { missingTools, openssl, skipReason } from '../../../support/openssl/openssl.ts';
import { cliBundle } from '../../../support/cli/run-cli.ts';

const missing = missingTools('openssl');

/** `root.cer`, `middle.cer` and `leaf.cer`, made by openssl, and their fingerprints. */
function chainIn(folder: string) {
  const file = (name: string) => join(folder, name);
  const extensions = file('extensions.cnf');
  writeFileSync(
    extensions,
    '[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n[ee]\nbasicConstraints=CA:FALSE\n',
  );
  const make = (name: string, subject: string, issuer: string | null) => {
    const key = file(`${name}.key`);
    openssl([
      'req',
      '-new',
      '-utf8',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      key,
      '-subj',
      subject,
      '-out',
      file(`${name}.csr`),
    ]);
    const signer =
      issuer === null
        ? ['-signkey', key]
        : ['-CA', file(`${issuer}.cer`), '-CAkey', file(`${issuer}.key`), '-CAcreateserial'];
    const section = name === 'leaf' ? 'ee' : 'ca';
    openssl([
      'x509',
      '-req',
      '-in',
      file(`${name}.csr`),
      ...signer,
      '-days',
      '400',
      '-sha256',
      '-extfile',
      extensions,
      '-extensions',
      section,
      '-out',
      file(`${name}.cer`),
    ]);
    const text = openssl(['x509', '-in', file(`${name}.cer`), '-noout', '-fingerprint', '-sha256']).toString();
    return (text.split('=')[1] ?? '').trim();
  };
  const root = make('root', '/CN=私有银行 Root', null);
  const middle = make('middle', '/CN=Middle', 'root');
  const leaf = make('leaf', '/CN=Leaf', 'middle');
  return { file, root, middle, leaf, digits: (colons: string) => colons.replaceAll(':', '').toLowerCase() };
}

const opened = (vault: CliVault) => ['--passphrase-file', vault.passphraseFile];

async function validLeaf(vault: CliVault, file: (name: string) => string) {
  const { code, json } = await vault.cli('validate', file('leaf.cer'), '--with', file('middle.cer'));
  return [code, json?.value.valid, json?.value.reasons[0]?.code ?? null];
}

describe(`own trust anchors on the command line${skipReason(missing)}`, () => {
  test.skipIf(missing.length > 0)(
    '[V04] [V01] [A01] a root made by openssl is trusted from when its fingerprint is given until it is removed',
    async () => {
      const vault = await newCliVault();
      const chain = chainIn(vault.folder);
      const { file, digits } = chain;
      expect(await validLeaf(vault, file)).toEqual([8, false, 'no-issuer']);
      // The fingerprint has colons, as openssl prints it.
      const added = await vault.cli('anchors', 'add', file('root.cer'), '--fingerprint', chain.root, ...opened(vault));
      expect(added.json?.value.anchor).toMatchObject({
        sha256: digits(chain.root),
        subject: 'CN=私有银行 Root',
        trusted: true,
      });
      expect(await validLeaf(vault, file)).toEqual([0, true, null]);
      const bundle = file('chain.pem');
      writeFileSync(bundle, readFileSync(file('middle.cer')));
      expect(
        openssl(['verify', '-CAfile', file('root.cer'), '-untrusted', bundle, file('leaf.cer')]).toString(),
      ).toContain('OK');
      const held = await vault.cli('anchors', 'list');
      expect(held.json?.value.anchors).toHaveLength(1);
      expect(held.json?.value.system).toBeTypeOf('number');
      expect((await vault.cli('log')).stdout).toContain('anchor-confirmed');
      expect((await vault.cli('anchors', 'remove', digits(chain.root).slice(0, 12))).code).toBe(0);
      expect(await validLeaf(vault, file)).toEqual([8, false, 'no-issuer']);
    },
  );

  test.skipIf(missing.length > 0)(
    '[V04] [L01] list shows chains as complete until their anchor is removed',
    async () => {
      const vault = await newCliVault();
      const { file, root, digits } = chainIn(vault.folder);
      await vault.cli('import', file('middle.cer'), file('leaf.cer'));
      const chains = async (): Promise<string[]> => {
        const { json } = await vault.cli('list');
        return ((json?.value.certificates ?? []) as { chainState: string }[]).map(({ chainState }) => chainState);
      };
      expect(await chains()).toEqual(['incomplete', 'incomplete']);
      await vault.cli('anchors', 'add', file('root.cer'), '--fingerprint', root, ...opened(vault));
      expect(await chains()).toEqual(['complete', 'complete']);
      await vault.cli('anchors', 'remove', digits(root).slice(0, 12));
      expect(await chains()).toEqual(['incomplete', 'incomplete']);
    },
  );

  test.skipIf(missing.length > 0)(
    '[V04] add refuses missing or wrong digits, a leaf, an intermediate without digits and a locked vault',
    async () => {
      const vault = await newCliVault();
      const chain = chainIn(vault.folder);
      const add = async (...words: string[]) => {
        const { code, json } = await vault.cli('anchors', 'add', ...words);
        return [code, json?.error?.code ?? null];
      };
      const root = chain.file('root.cer');
      expect(await add(root, ...opened(vault))).toEqual([7, 'not-confirmed']);
      expect(await add(root, '--fingerprint', '00000000', ...opened(vault))).toEqual([8, 'fingerprint-differs']);
      expect(await add(root, '--fingerprint', chain.digits(chain.root).slice(0, 6), ...opened(vault))).toEqual([
        8,
        'fingerprint-differs',
      ]);
      expect(await add(root, '--yes')).toEqual([7, 'vault-locked']);
      expect(await add(chain.file('leaf.cer'), '--yes', ...opened(vault))).toEqual([7, 'not-an-authority']);
      expect(await add(chain.file('middle.cer'), '--yes', ...opened(vault))).toEqual([2, 'usage']);
      await vault.cli('import', root, chain.file('middle.cer'), chain.file('leaf.cer'));
      expect((await vault.cli('anchors', 'list')).json?.value.anchors).toEqual([]);
      expect((await validLeaf(vault, chain.file))[0]).toBe(8);
      // An intermediate chosen by fingerprint becomes an anchor. Of two CAs in a file, the root is added.
      expect(await add(chain.file('middle.cer'), '--fingerprint', chain.middle, ...opened(vault))).toEqual([0, null]);
      expect((await validLeaf(vault, chain.file))[0]).toBe(0);
      const both = chain.file('both.pem');
      writeFileSync(both, Buffer.concat([readFileSync(chain.file('middle.cer')), readFileSync(root)]));
      expect(await add(both, '--yes', ...opened(vault))).toEqual([0, null]);
      expect((await vault.cli('anchors', 'list')).json?.value.anchors).toHaveLength(2);
    },
  );

  test.skipIf(missing.length > 0)(
    '[V04] on a terminal, the root is shown before the digits are asked for, in both languages',
    async () => {
      const vault = await newCliVault();
      const { file, root, digits } = chainIn(vault.folder);
      const argv = [
        process.execPath,
        cliBundle,
        'anchors',
        'add',
        file('root.cer'),
        '--vault',
        join(vault.folder, 'vault'),
      ];
      const wrong = await inTerminal([...argv, ...opened(vault)], [['not from the screen', '01234567\r']]);
      expect(wrong).toMatchObject({ code: 8, unsent: 0 });
      expect(wrong.output).toContain(digits(root));
      expect(wrong.output).toMatch(/Subject: CN=私有银行 Root[^]*Validity: 20\d\d-/);
      const chinese = { LANG: 'zh_CN.UTF-8' };
      const right = await inTerminal(
        [...argv, ...opened(vault)],
        [['前 8 位', `${digits(root).slice(0, 8)}\r`]],
        chinese,
      );
      expect(right).toMatchObject({ code: 0, unsent: 0 });
      expect(right.output).toContain('信任');
    },
  );
});
