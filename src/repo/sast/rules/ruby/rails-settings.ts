import type { ArgTest, Framework } from '../../rule.ts';

const csrf: ArgTest = { arg: 0, is: ['verify_authenticity_token'] };
const roles = ['admin', 'is_admin', 'role', 'role_id', 'roles', 'banned', 'account_id'];

/** What Rails protects from unless it is told not to. */
export const railsSettings: Framework = {
  id: 'rails-settings',
  title: 'Rails settings',
  description: 'Protections of Rails that are switched off.',
  languages: ['ruby'],
  matches: [
    { class: 'csrf-disabled', call: '{skip_before_action,skip_before_filter}', when: csrf },
    { class: 'csrf-disabled', call: 'skip_forgery_protection' },
    { class: 'csrf-disabled', assign: '**.allow_forgery_protection', when: { arg: 0, is: [false] } },
    { class: 'mass-assignment', call: '**.permit!' },
    {
      class: 'mass-assignment',
      title: 'A field that gives rights may be set from outside',
      call: '**.permit',
      when: { any: [0, 1, 2, 3, 4, 5].map((arg) => ({ arg, is: roles }) as const) },
    },
    {
      class: 'mass-assignment',
      call: '**.{new,create,update_attributes,assign_attributes}',
      when: { arg: 'without_protection', is: [true] },
    },
    { class: 'cleartext-transmission', assign: '**.force_ssl', when: { arg: 0, is: [false] } },
    { class: 'escaping-disabled', assign: '**.escape_html_entities_in_json', when: { arg: 0, is: [false] } },
    {
      class: 'insecure-deserialization',
      title: 'Cookies are deserialized',
      assign: '**.cookies_serializer',
      when: { arg: 0, is: ['marshal', 'hybrid'] },
    },
    {
      class: 'hard-coded-secret',
      call: 'http_basic_authenticate_with',
      when: { arg: 'password', constant: true },
    },
    {
      class: 'hard-coded-secret',
      assign: '**.{secret_key_base,secret_token}',
      when: { arg: 0, constant: true },
    },
    {
      class: 'insecure-cookie',
      call: '**.session_store',
      when: {
        any: [
          { arg: 'secure', is: [false] },
          { arg: 'httponly', is: [false] },
          { arg: 'session_http_only', is: [false] },
        ],
      },
    },
    {
      class: 'insecure-cookie',
      assign: '**.session_options[]',
      when: {
        all: [
          { arg: 'key', is: ['secure', 'httponly', 'session_http_only'] },
          { arg: 0, is: [false] },
        ],
      },
    },
    {
      class: 'insecure-cookie',
      assign: 'cookies[]',
      when: {
        any: [
          { arg: '0.httponly', is: [false] },
          { arg: '0.secure', is: [false] },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'csrf-disabled',
      bad: 'class ApiController < ApplicationController\n  skip_before_action :verify_authenticity_token # FLAW\nend\n',
      good: 'class ApiController < ApplicationController\n  skip_before_action :require_login, only: [:index]\nend\n',
    },
    {
      class: 'mass-assignment',
      bad: 'def create\n  User.create(params.permit!) # FLAW\nend\n',
      good: 'def create\n  User.create(params.require(:user).permit(:name, :email))\nend\n',
    },
    {
      class: 'cleartext-transmission',
      bad: 'Rails.application.configure do\n  config.force_ssl = false # FLAW\nend\n',
      good: 'Rails.application.configure do\n  config.force_ssl = true\nend\n',
    },
    {
      class: 'hard-coded-secret',
      bad: 'class A < ApplicationController\n  http_basic_authenticate_with name: "a", password: "not-a-real-password" # FLAW\nend\n',
      good: 'class A < ApplicationController\n  http_basic_authenticate_with name: "a", password: ENV["PASSWORD"]\nend\n',
    },
    {
      class: 'insecure-cookie',
      bad: 'Rails.application.config.session_store :cookie_store, key: "_a", httponly: false # FLAW\n',
      good: 'Rails.application.config.session_store :cookie_store, key: "_a", httponly: true\n',
    },
  ],
};
