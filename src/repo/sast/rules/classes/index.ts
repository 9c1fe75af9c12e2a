import { registry } from '#src/core/registry.ts';
import type { FlawClass } from '../../rule.ts';
import { cleartextStorage } from './cleartext-storage.ts';
import { cleartextTransmission } from './cleartext-transmission.ts';
import { codeInjection } from './code-injection.ts';
import { commandInjection } from './command-injection.ts';
import { cookieWithoutHttponly } from './cookie-without-httponly.ts';
import { corsMisconfiguration } from './cors-misconfiguration.ts';
import { cspMisconfiguration } from './csp-misconfiguration.ts';
import { csrfDisabled } from './csrf-disabled.ts';
import { debugEnabled } from './debug-enabled.ts';
import { denialOfService } from './denial-of-service.ts';
import { dynamicCode } from './dynamic-code.ts';
import { emailInjection } from './email-injection.ts';
import { emptyPassword } from './empty-password.ts';
import { escapingDisabled } from './escaping-disabled.ts';
import { exposedService } from './exposed-service.ts';
import { filePermissions } from './file-permissions.ts';
import { formatString } from './format-string.ts';
import { formulaInjection } from './formula-injection.ts';
import { graphqlExposure } from './graphql-exposure.ts';
import { hardCodedSecret } from './hard-coded-secret.ts';
import { headerInjection } from './header-injection.ts';
import { hostHeader } from './host-header.ts';
import { hostKeyUnverified } from './host-key-unverified.ts';
import { informationExposure } from './information-exposure.ts';
import { insecureCookie } from './insecure-cookie.ts';
import { insecureDeserialization } from './insecure-deserialization.ts';
import { insecureTempFile } from './insecure-temp-file.ts';
import { jwtWeakness } from './jwt-weakness.ts';
import { ldapInjection } from './ldap-injection.ts';
import { logInjection } from './log-injection.ts';
import { massAssignment } from './mass-assignment.ts';
import { missingAuthorization } from './missing-authorization.ts';
import { nosqlInjection } from './nosql-injection.ts';
import { openRedirect } from './open-redirect.ts';
import { pathTraversal } from './path-traversal.ts';
import { prototypePollution } from './prototype-pollution.ts';
import { regexDos } from './regex-dos.ts';
import { sqlInjection } from './sql-injection.ts';
import { ssrf } from './ssrf.ts';
import { staticIv } from './static-iv.ts';
import { templateInjection } from './template-injection.ts';
import { timingAttack } from './timing-attack.ts';
import { tlsVerificationDisabled } from './tls-verification-disabled.ts';
import { trustBoundary } from './trust-boundary.ts';
import { unauthenticatedEncryption } from './unauthenticated-encryption.ts';
import { unsafeCommand } from './unsafe-command.ts';
import { unsafeFormat } from './unsafe-format.ts';
import { unsafeQuery } from './unsafe-query.ts';
import { unsafeReflection } from './unsafe-reflection.ts';
import { unsafeXml } from './unsafe-xml.ts';
import { weakCipher } from './weak-cipher.ts';
import { weakHash } from './weak-hash.ts';
import { weakKey } from './weak-key.ts';
import { weakPasswordHash } from './weak-password-hash.ts';
import { weakRandom } from './weak-random.ts';
import { weakTls } from './weak-tls.ts';
import { xpathInjection } from './xpath-injection.ts';
import { xss } from './xss.ts';
import { xxe } from './xxe.ts';
import { zipSlip } from './zip-slip.ts';

/** Classes of flaws that rules speak of, alphabetical. */
export const flawClasses = registry<FlawClass>('class of flaw', [
  cleartextStorage,
  cleartextTransmission,
  codeInjection,
  commandInjection,
  cookieWithoutHttponly,
  corsMisconfiguration,
  cspMisconfiguration,
  csrfDisabled,
  debugEnabled,
  denialOfService,
  dynamicCode,
  emailInjection,
  emptyPassword,
  escapingDisabled,
  exposedService,
  filePermissions,
  formatString,
  formulaInjection,
  graphqlExposure,
  hardCodedSecret,
  headerInjection,
  hostHeader,
  hostKeyUnverified,
  informationExposure,
  insecureCookie,
  insecureDeserialization,
  insecureTempFile,
  jwtWeakness,
  ldapInjection,
  logInjection,
  massAssignment,
  missingAuthorization,
  nosqlInjection,
  openRedirect,
  pathTraversal,
  prototypePollution,
  regexDos,
  sqlInjection,
  ssrf,
  staticIv,
  templateInjection,
  timingAttack,
  tlsVerificationDisabled,
  trustBoundary,
  unauthenticatedEncryption,
  unsafeCommand,
  unsafeFormat,
  unsafeQuery,
  unsafeReflection,
  unsafeXml,
  weakCipher,
  weakHash,
  weakKey,
  weakPasswordHash,
  weakRandom,
  weakTls,
  xpathInjection,
  xss,
  xxe,
  zipSlip,
]);
