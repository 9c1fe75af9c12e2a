import type { Framework } from '../../rule.ts';
import { page } from './page.ts';

/** WordPress (https://developer.wordpress.org/apis/security/). */
export const wordpress: Framework = {
  id: 'wordpress',
  title: 'WordPress',
  description: 'Queries, redirects and files of WordPress plugins.',
  languages: ['php'],
  sinks: [
    {
      class: 'sql-injection',
      call: '{$wpdb,**.wpdb,?$wpdb}.{query,get_results,get_row,get_var,get_col,prepare}',
      args: [0],
    },
    { class: 'open-redirect', call: 'wp_redirect', args: [0], part: 'start' },
    { class: 'path-traversal', call: '{wp_delete_file,load_template}', args: [0] },
    { class: 'insecure-deserialization', call: 'maybe_unserialize', args: [0] },
    { class: 'xss', call: '{_e,wp_die}', args: [0] },
  ],
  sanitizers: [
    { call: '{absint,sanitize_key,sanitize_title,wp_verify_nonce}', for: ['*'] },
    { call: '{$wpdb,**.wpdb,?$wpdb}.{prepare,esc_like}', for: ['sql-injection'] },
    { call: '{esc_url,esc_url_raw,wp_validate_redirect}', for: ['xss'] },
    { call: 'wp_validate_redirect', for: ['open-redirect'] },
  ],
  matches: [],
  examples: [
    {
      class: 'sql-injection',
      bad: page(
        'function find() {\n    global $wpdb;\n    return $wpdb->get_results("SELECT * FROM t WHERE id = " . $_GET["id"]); // FLAW\n}',
      ),
      good: page(
        'function find() {\n    global $wpdb;\n    return $wpdb->get_results($wpdb->prepare("SELECT * FROM t WHERE id = %d", $_GET["id"]));\n}',
      ),
    },
    {
      class: 'open-redirect',
      bad: page('wp_redirect($_GET["to"]); // FLAW'),
      good: page('wp_safe_redirect($_GET["to"]);'),
    },
  ],
};
