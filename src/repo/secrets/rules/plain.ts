import { type SecretRule, vendor } from '../rule.ts';
import { authorizationHeader, curlHeader, curlUser } from './special/authorization.ts';
import { genericPassword, genericSecret } from './special/generic.ts';
import { jwt, jwtBase64 } from './special/jwt.ts';
import { kubernetesSecret } from './special/kubernetes.ts';
import { privateKey, puttyKey } from './special/private-key.ts';
import {
  connectionPassword,
  dockerConfig,
  netrcPassword,
  nugetPassword,
  terraformPassword,
} from './special/settings.ts';
import { urlPassword } from './special/url-password.ts';

/** Secrets of no vendor in particular. */
export const plain: readonly SecretRule[] = [
  ...vendor('Private key', 'make a new pair, and have the old one removed wherever it is trusted', [
    privateKey,
    puttyKey,
  ]),
  ...vendor('JSON web token', 'sign out its session, or change the key that signs', [jwt, jwtBase64]),
  ...vendor('Password', 'change it where it is used', [
    urlPassword,
    nugetPassword,
    terraformPassword,
    netrcPassword,
    connectionPassword,
    genericPassword,
  ]),
  ...vendor('Credentials', 'change them where they are used', [
    authorizationHeader,
    curlHeader,
    curlUser,
    dockerConfig,
    kubernetesSecret,
  ]),
  ...vendor('Secret', 'change it where it is used', [genericSecret]),
];
