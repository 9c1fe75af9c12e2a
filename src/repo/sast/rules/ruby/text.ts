import type { Framework } from '../../rule.ts';
import { action } from './action.ts';

/** Conversions that leave nothing of untrusted text, and tests on it. */
export const text: Framework = {
  id: 'text',
  title: 'Text',
  description: 'Numbers, lengths and hashes that are made of text.',
  languages: ['ruby'],
  sanitizers: [
    {
      call: '{Integer,Float,Rational,BigDecimal,**.{to_i,to_f,to_d,to_r,to_date,to_time,to_datetime,to_c}}',
      for: ['*'],
    },
    {
      call: '**.{length,size,count,hash,present?,blank?,empty?,nil?,is_a?,include?,start_with?,end_with?,match?,key?,eql?,any?,zero?}',
      for: ['*'],
    },
    {
      call: '{Digest.*.{hexdigest,digest},BCrypt.Password.create,SecureRandom.*,Date.{parse,strptime},Time.parse,IPAddr}',
      for: ['*'],
    },
    { call: '**.{match?,match}', for: ['*'], guard: 'this' },
    { call: '**.{include?,member?,key?,has_key?,exclude?}', for: ['*'], guard: 0 },
    { call: '**.in?', for: ['*'], guard: 'this' },
  ],
  examples: [
    {
      class: 'xss',
      bad: action('@a = "<b>#{params[:n].strip}</b>".html_safe # FLAW'),
      good: action('@a = "<b>#{params[:n].to_i}</b>".html_safe'),
    },
    {
      class: 'command-injection',
      bad: action('system("convert #{params[:f]}") # FLAW'),
      good: action('raise "no" unless %w[a b].include?(params[:f])\nsystem("convert", params[:f])'),
    },
  ],
};
