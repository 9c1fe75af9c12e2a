import type { Framework } from '../../rule.ts';

/** https://ldap3.readthedocs.io, https://www.python-ldap.org, https://pymongo.readthedocs.io */
export const directories: Framework = {
  id: 'directories',
  title: 'LDAP and MongoDB',
  description: 'Queries of directories and document stores: ldap3, python-ldap, PyMongo, mongoengine.',
  languages: ['python'],
  sinks: [
    {
      class: 'ldap-injection',
      call: 'ldap3.**.{search,search_s}',
      args: [0, 1, 'search_base', 'search_filter'],
    },
    {
      class: 'ldap-injection',
      call: 'ldap3.**.extend.standard.paged_search',
      args: [0, 1, 'search_base', 'search_filter'],
    },
    {
      class: 'ldap-injection',
      call: 'ldap.**.{search,search_s,search_st,search_ext,search_ext_s}',
      args: [0, 2, 'base', 'filterstr'],
    },
    { class: 'ldap-injection', call: '**.{search_s,search_ext,search_ext_s}', args: [0, 2] },
    {
      class: 'nosql-injection',
      call: '{pymongo,motor,flask_pymongo}.**.{find,find_one,find_one_and_update,find_one_and_delete,update_one,update_many,delete_one,delete_many,count_documents,aggregate}',
      args: [0, 'filter'],
      when: { not: { arg: 0, shape: 'object' } },
    },
    {
      class: 'nosql-injection',
      call: '{pymongo,motor,flask_pymongo}.**.{find,find_one,count_documents}',
      args: ['0.$where', 'filter.$where'],
    },
    { class: 'nosql-injection', call: '**.objects', args: ['__raw__'] },
  ],
  sanitizers: [
    {
      call: '{ldap3.utils.conv.escape_filter_chars,ldap.filter.{escape_filter_chars,filter_format},ldap.dn.escape_dn_chars,ldap3.utils.dn.escape_rdn}',
      for: ['ldap-injection'],
    },
    { call: '**.{escape_filter_chars,escape_dn_chars}', for: ['ldap-injection'] },
    { call: '{str,bson.ObjectId,bson.objectid.ObjectId}', for: ['nosql-injection'] },
  ],
  matches: [
    {
      class: 'empty-password',
      call: '{ldap.initialize().{simple_bind,simple_bind_s,bind,bind_s},ldap.open().**}',
      when: {
        any: [
          { arg: 1, is: [''] },
          { arg: 1, is: [null] },
          { arg: 'cred', is: [''] },
        ],
      },
    },
  ],
  examples: [
    {
      class: 'ldap-injection',
      bad: 'import ldap3\nfrom flask import request\ndef f(server):\n    conn = ldap3.Connection(server)\n    conn.search("ou=users", "(uid=" + request.args["u"] + ")")  # FLAW\n',
      good: 'import ldap3\nfrom ldap3.utils.conv import escape_filter_chars\nfrom flask import request\ndef f(server):\n    conn = ldap3.Connection(server)\n    conn.search("ou=users", "(uid=" + escape_filter_chars(request.args["u"]) + ")")\n',
    },
    {
      class: 'nosql-injection',
      bad: 'import pymongo\nfrom flask import request\ndef f():\n    people = pymongo.MongoClient().db.people\n    return people.find_one(request.json)  # FLAW\n',
      good: 'import pymongo\nfrom flask import request\ndef f():\n    people = pymongo.MongoClient().db.people\n    return people.find_one({"name": str(request.json["name"])})\n',
    },
  ],
};
