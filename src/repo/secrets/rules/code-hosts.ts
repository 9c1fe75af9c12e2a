import { checkCrc32, checkPypi, checkRoutable } from '../checks.ts';
import { assigned, prefixed, type SecretRule, vendor } from '../rule.ts';
import {
  alnum,
  any,
  anyHex,
  base32,
  digits,
  hex,
  lower,
  of,
  safe,
  upper,
  url64,
  uuid,
  word,
} from '../shape.ts';
import { gitlabSession } from './special/gitlab-session.ts';
import { sidekiqUrl } from './special/sidekiq-url.ts';

const crc = { check: checkCrc32 };

/** Hosts of code, registries of packages, builds and deployments. */
export const codeHosts: readonly SecretRule[] = [
  ...vendor('GitHub', 'https://github.com/settings/tokens', [
    prefixed('github-pat', 'personal access token', 'ghp_', alnum(36), { ...crc, severity: 'critical' }),
    prefixed('github-oauth', 'OAuth token', 'gho_', alnum(36), crc),
    prefixed('github-app-token', 'app token', ['ghu_', 'ghs_'], alnum(36), crc),
    prefixed('github-refresh-token', 'refresh token', 'ghr_', alnum(36, 76), crc),
    prefixed('github-fine-grained-pat', 'fine-grained personal access token', 'github_pat_', word(82), {
      severity: 'critical',
    }),
    assigned('github-token-old', 'token', ['github', 'gh_token'], hex(40), {
      name: /token|secret|key|pat|auth|pass/i,
    }),
  ]),
  ...vendor('GitLab', 'https://gitlab.com/-/user_settings/personal_access_tokens', [
    prefixed('gitlab-pat', 'personal access token', 'glpat-', url64(20), { severity: 'critical' }),
    prefixed(
      'gitlab-pat-routable',
      'personal access token',
      'glpat-',
      [url64(27, 300), '.', any('', [digits(2), '.']), lower(2), lower(7)],
      {
        severity: 'critical',
        check: checkRoutable,
      },
    ),
    prefixed('gitlab-deploy-token', 'deploy token', 'gldt-', url64(20, 60)),
    prefixed('gitlab-feed-token', 'feed token', 'glft-', url64(20, 60), { severity: 'medium' }),
    prefixed('gitlab-incoming-mail-token', 'incoming mail token', 'glimt-', url64(25, 60), {
      severity: 'medium',
    }),
    prefixed('gitlab-kubernetes-agent-token', 'Kubernetes agent token', 'glagent-', url64(50, 80)),
    prefixed('gitlab-ptt', 'pipeline trigger token', 'glptt-', anyHex(40)),
    prefixed('gitlab-rrt', 'runner registration token', 'GR1348941', url64(20)),
    prefixed('gitlab-runner-authentication-token', 'runner authentication token', 'glrt-', url64(20)),
    prefixed('gitlab-runner-token-routable', 'runner authentication token', 'glrt-t', [
      digits(1),
      '_',
      url64(20, 300),
      any('', ['.', any('', [digits(2), '.']), lower(9)]),
    ]),
    prefixed('gitlab-cicd-job-token', 'CI job token', 'glcbt-', [alnum(1, 5), '_', url64(20)], {
      severity: 'medium',
    }),
    prefixed('gitlab-feature-flag-client-token', 'feature flag client token', 'glffct-', url64(20, 60), {
      severity: 'medium',
    }),
    prefixed('gitlab-oauth-app-secret', 'OAuth application secret', 'gloas-', url64(64)),
    prefixed('gitlab-scim-token', 'SCIM token', 'glsoat-', url64(20, 60)),
    gitlabSession,
  ]),
  ...vendor('Bitbucket', 'https://bitbucket.org/account/settings/app-passwords', [
    assigned('bitbucket-client-id', 'client id', ['bitbucket'], alnum(32), { severity: 'low' }),
    assigned('bitbucket-client-secret', 'client secret', ['bitbucket'], safe(64)),
    prefixed('bitbucket-app-password', 'app password', 'ATBB', [alnum(24), upper(8)]),
    prefixed('bitbucket-access-token', 'access token', 'ATCTT3xFfG', of('A-Za-z0-9_=-', 160, 250)),
  ]),
  ...vendor('Atlassian', 'https://id.atlassian.com/manage-profile/security/api-tokens', [
    prefixed('atlassian-api-token', 'API token', 'ATATT3', of('A-Za-z0-9_=-', 170, 250)),
    assigned('atlassian-api-token-old', 'API token', ['atlassian', 'confluence', 'jira'], alnum(24)),
  ]),
  ...vendor('Gitea', 'in the account settings, Applications', [
    assigned('gitea-token', 'access token', ['gitea', 'forgejo', 'codeberg'], hex(40)),
  ]),
  ...vendor('Sourcegraph', 'in the user settings, Access tokens', [
    prefixed(
      'sourcegraph-access-token',
      'access token',
      'sgp_',
      any([any(anyHex(16), 'local'), '_', anyHex(40)], anyHex(40)),
    ),
    assigned('sourcegraph-token-old', 'access token', ['sourcegraph'], anyHex(40)),
    prefixed('sourcegraph-cody-token', 'gateway token', ['sgd_', 'slk_'], anyHex(64)),
  ]),
  ...vendor('npm', 'https://www.npmjs.com/settings, Access tokens', [
    prefixed('npm-access-token', 'access token', 'npm_', alnum(36), { ...crc, severity: 'critical' }),
    assigned('npm-token-old', 'access token', ['_authtoken', 'npm_token', 'npm_auth'], uuid),
    assigned('npm-basic-auth', 'registry credentials', ['_auth', '_password'], of('A-Za-z0-9+/=', 12, 400), {
      name: /(?:^|[:/ ])_?(?:auth|password)$/,
      entropy: 3,
    }),
  ]),
  ...vendor('PyPI', 'https://pypi.org/manage/account/token', [
    prefixed('pypi-upload-token', 'upload token', 'pypi-AgE', url64(50, 1000), {
      severity: 'critical',
      check: checkPypi,
    }),
  ]),
  ...vendor('RubyGems', 'https://rubygems.org/profile/api_keys', [
    prefixed('rubygems-api-token', 'API key', 'rubygems_', hex(48), { severity: 'critical' }),
  ]),
  ...vendor('Sidekiq', 'at Contributed Systems, who sell it', [
    assigned(
      'sidekiq-secret',
      'download credentials',
      ['bundle_enterprise__contribsys__com', 'bundle_gems__contribsys__com'],
      [hex(8), ':', hex(8)],
      { entropy: 2 },
    ),
    sidekiqUrl,
  ]),
  ...vendor('crates.io', 'https://crates.io/settings/tokens', [
    prefixed('crates-io-token', 'API token', 'cio', alnum(32), { severity: 'critical' }),
  ]),
  ...vendor('Clojars', 'https://clojars.org/tokens', [
    prefixed('clojars-api-token', 'deploy token', 'CLOJARS_', alnum(60)),
  ]),
  ...vendor('NuGet', 'https://www.nuget.org/account/apikeys', [
    prefixed('nuget-api-key', 'API key', 'oy2', of('a-z0-9', 43)),
  ]),
  ...vendor('Packagist', 'https://packagist.org/profile', [
    prefixed(
      'packagist-token',
      'API token',
      [
        'packagist_ort_',
        'packagist_out_',
        'packagist_oct_',
        'packagist_ack_',
        'packagist_acs_',
        'packagist_uut_',
      ],
      alnum(40, 96),
    ),
  ]),
  ...vendor('JFrog', 'in the platform, User profile or Access tokens', [
    prefixed('artifactory-api-key', 'Artifactory API key', 'AKCp', alnum(69), { entropy: 4 }),
    prefixed('artifactory-reference-token', 'Artifactory reference token', 'cmVmdGtu', alnum(56)),
    assigned('jfrog-api-key', 'API key', ['jfrog', 'artifactory', 'bintray', 'xray'], alnum(73)),
    assigned(
      'jfrog-identity-token',
      'identity token',
      ['jfrog', 'artifactory', 'bintray', 'xray'],
      alnum(64),
    ),
  ]),
  ...vendor('Docker Hub', 'https://app.docker.com/settings/personal-access-tokens', [
    prefixed('docker-pat', 'access token', ['dckr_pat_', 'dckr_oat_'], url64(24, 40)),
    prefixed('docker-swarm-token', 'swarm join token', 'SWMTKN-1-', [lower(50), '-', lower(25)]),
    prefixed('docker-swarm-unlock-key', 'swarm unlock key', 'SWMKEY-1-', of('A-Za-z0-9+/', 43)),
  ]),
  ...vendor('CircleCI', 'https://app.circleci.com/settings/user/tokens', [
    prefixed('circleci-pat', 'personal API token', ['CCIPAT_', 'CCIPRJ_'], [alnum(22), '_', hex(40)]),
    assigned('circleci-token-old', 'API token', ['circleci', 'circle_token', 'circle-token'], hex(40)),
  ]),
  ...vendor('Travis CI', 'https://app.travis-ci.com/account/preferences', [
    assigned('travisci-access-token', 'access token', ['travis'], alnum(22)),
  ]),
  ...vendor('Drone CI', 'in the account settings of the server', [
    assigned('droneci-access-token', 'access token', ['drone'], alnum(32)),
  ]),
  ...vendor('Buildkite', 'https://buildkite.com/user/api-access-tokens', [
    prefixed('buildkite-api-token', 'API token', 'bkua_', hex(40)),
    prefixed('buildkite-agent-token', 'agent token', ['bkct_', 'bkat_', 'bkpat_'], alnum(40, 120)),
  ]),
  ...vendor('Codecov', 'in the settings of the repository at Codecov', [
    assigned('codecov-access-token', 'upload token', ['codecov'], any(alnum(32), uuid)),
  ]),
  ...vendor('Codacy', 'https://app.codacy.com/account/access-management', [
    assigned('codacy-token', 'API token', ['codacy'], alnum(20, 32)),
  ]),
  ...vendor('Coveralls', 'in the settings of the repository at Coveralls', [
    assigned('coveralls-token', 'repository token', ['coveralls'], alnum(32, 37)),
  ]),
  ...vendor('Code Climate', 'https://codeclimate.com/profile/tokens', [
    assigned('codeclimate-token', 'reporter id', ['codeclimate', 'cc_test_reporter'], hex(40, 64), {
      plain: true,
    }),
  ]),
  ...vendor('SonarQube', 'in the account settings, Security', [
    prefixed('sonar-token', 'token', ['squ_', 'sqp_', 'sqa_', 'sqb_'], of('a-z0-9_=-', 40)),
    assigned('sonar-api-token', 'token', ['sonar'], of('a-z0-9_=-', 40)),
  ]),
  ...vendor('Snyk', 'https://app.snyk.io/account', [
    assigned('snyk-api-token', 'API token', ['snyk'], uuid),
    prefixed(
      'snyk-pat',
      'personal access token',
      ['snyk_uat.', 'snyk_sat.'],
      [hex(8), '.', url64(40, 400), any('', ['.', url64(40, 200)])],
    ),
  ]),
  ...vendor('Endor Labs', 'in the settings, API keys', [
    prefixed('endorlabs-api-key', 'API key', 'endr+', url64(16)),
  ]),
  ...vendor('Harness', 'in the profile, API keys', [
    prefixed('harness-api-key', 'API key', ['pat.', 'sat.'], [url64(22), '.', alnum(24), '.', alnum(20)]),
  ]),
  ...vendor('Octopus Deploy', 'in the profile, API keys', [
    prefixed('octopus-deploy-api-key', 'API key', 'API-', upper(25, 31), { entropy: 3.3 }),
  ]),
  ...vendor('Jenkins', 'under the user, Security', [
    assigned('jenkins-api-token', 'API token', ['jenkins'], [any('11', ''), hex(32)], {
      name: /token|pass|key|auth|secret/i,
    }),
  ]),
  ...vendor('Argo CD', 'with argocd account delete-token', [
    assigned('argocd-password', 'admin password', ['argocd'], alnum(16), { name: /pass/i }),
  ]),
  ...vendor('Expo', 'https://expo.dev/settings/access-tokens', [
    assigned('expo-token', 'access token', ['expo_token', 'expo'], url64(40), { name: /token|secret/i }),
  ]),
  ...vendor('Infracost', 'https://dashboard.infracost.io', [
    prefixed('infracost-api-token', 'API token', 'ico-', alnum(32)),
  ]),
  ...vendor('Prefect', 'https://app.prefect.cloud/my/api-keys', [
    prefixed('prefect-api-token', 'API token', ['pnu_', 'pnb_'], alnum(36)),
  ]),
  ...vendor('ReadMe', 'https://dash.readme.com, Configuration', [
    prefixed('readme-api-token', 'API token', 'rdme_', alnum(70)),
  ]),
  ...vendor('SettleMint', 'in the console, Access tokens', [
    prefixed('settlemint-application-access-token', 'application access token', 'sm_aat_', alnum(16)),
    prefixed('settlemint-personal-access-token', 'personal access token', 'sm_pat_', alnum(16)),
    prefixed('settlemint-service-access-token', 'service access token', 'sm_sat_', alnum(16)),
  ]),
  ...vendor('Postman', 'https://go.postman.co/settings/me/api-keys', [
    prefixed('postman-api-key', 'API key', 'PMAK-', [hex(24), '-', hex(34)]),
    prefixed('postman-collection-token', 'collection access key', 'PMAT-', base32(26), {
      severity: 'medium',
      entropy: 3,
    }),
  ]),
  ...vendor('RapidAPI', 'https://rapidapi.com/developer/apps', [
    assigned('rapidapi-access-token', 'access key', ['rapidapi', 'rapid-api', 'mashape'], url64(50)),
  ]),
];
