import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayHaveSessionBus } from '../../../main/vault/protectors/session-bus.ts';
import { temporaryFolder } from '../../support/vault-fixture.ts';

describe.skipIf(process.platform !== 'linux')('[K02] the session bus', () => {
  it('is where its address says, or at its usual place; without either no child process asks for a secret store', () => {
    const runtime = temporaryFolder();
    expect(mayHaveSessionBus({ XDG_RUNTIME_DIR: runtime })).toBe(false);
    expect(mayHaveSessionBus({ XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: '' })).toBe(false);
    expect(mayHaveSessionBus({ XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/elsewhere' })).toBe(
      true,
    );
    writeFileSync(join(runtime, 'bus'), '');
    expect(mayHaveSessionBus({ XDG_RUNTIME_DIR: runtime })).toBe(true);
  });
});
