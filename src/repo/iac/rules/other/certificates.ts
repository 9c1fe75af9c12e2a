import { X509Certificate } from 'node:crypto';
import { custom, flawAt, type Rule } from '../../rule.ts';
import { reach, textOf } from '../../value.ts';

const fields: Readonly<Record<string, string>> = {
  aws_acm_certificate: 'certificate_body',
  aws_iam_server_certificate: 'certificate_body',
  google_compute_ssl_certificate: 'certificate',
  google_compute_region_ssl_certificate: 'certificate',
  nifcloud_ssl_certificate: 'certificate',
};

/** When a certificate ends; null where the text is none. */
function endOf(text: string): Date | null {
  if (!text.includes('-----BEGIN CERTIFICATE-----')) return null;
  try {
    return new X509Certificate(text.trim()).validToDate;
  } catch {
    return null;
  }
}

export const certificates: readonly Rule[] = [
  custom({
    id: 'other-expired-certificate',
    title: 'Certificate has expired',
    why: 'Clients refuse the service, or are told to leave checks out.',
    severity: 'low',
    cwe: 298,
    refs: ['AWS-0168', 'NIF-0006'],
    fix: 'Renew the certificate, or remove it.',
    kinds: Object.keys(fields),
    check: (resource) =>
      reach(resource.body, fields[resource.type] as string).map((place) => {
        const end = endOf(textOf(place.value));
        return (
          end !== null &&
          end.getTime() < Date.now() && { ...flawAt(place, 'a date to come'), value: end.toISOString() }
        );
      }),
    bad: [],
    good: 'resource "nifcloud_ssl_certificate" "a" {\n  certificate = "no certificate"\n}',
  }),
];
