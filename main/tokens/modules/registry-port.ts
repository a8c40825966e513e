// SPDX-License-Identifier: Apache-2.0
import type { MissingLibrary, ModuleFacts } from '../../../shared/schemas/token.ts';

export interface KnownModule extends ModuleFacts {
  readonly source: 'p11-kit' | 'known-path' | 'added';
  /** `ready` means packaged and root-only, or allowed with this hash and owner; `changed` means either differs. */
  readonly state: 'ready' | 'needs-consent' | 'changed' | 'missing';
  /** `x-init-reserved` of pkcs11.conf(5). */
  readonly parameters: string | null;
}

export interface ModuleRegistry {
  list(): Promise<readonly KnownModule[]>;
  /** SKF libraries missing for connected USB keys. */
  missing(): Promise<readonly MissingLibrary[]>;
  /** Throws `module-not-found`, `module-broken` (`reason`). */
  look(path: string): Promise<ModuleFacts>;
  factsOf(moduleId: string): Promise<ModuleFacts>;
  /** Errors: `look`'s, `module-not-allowed` (hash differs). */
  allow(moduleId: string, sha256: string): Promise<KnownModule>;
  /** Throws `module-not-found`. */
  forget(moduleId: string): Promise<void>;
  /** Takes an id or absolute path. Throws `module-not-found`, `module-broken`, `module-not-allowed`. */
  find(idOrPath: string): Promise<KnownModule>;
}
