import type { Framework } from '../../rule.ts';

/** https://docs.djangoproject.com/en/stable/topics/db/sql/ */
export const djangoOrm: Framework = {
  id: 'django-orm',
  title: 'Django ORM',
  description: 'SQL of its own in queries of Django models, and records filled from requests.',
  languages: ['python'],
  modules: ['django', '**.models'],
  types: [{ result: 'django.db.{connection,connections[],connections.*}.cursor()', is: 'db.Cursor()' }],
  sinks: [
    { class: 'sql-injection', call: '**.objects.**.raw', args: [0, 'raw_query'] },
    { class: 'sql-injection', call: '**.objects.**.extra', args: ['all'] },
    { class: 'sql-injection', call: 'django.db.models.expressions.RawSQL', args: [0, 'sql'] },
    { class: 'sql-injection', call: 'django.db.**.cursor().{execute,executemany,callproc}', args: [0] },
    { class: 'mass-assignment', call: '**.objects.{create,update_or_create}', args: ['**'] },
  ],
  propagators: [
    // A record found by an untrusted key is not untrusted itself.
    { call: '**.objects.**', from: [], to: 'result' },
    { call: 'django.shortcuts.{get_object_or_404,get_list_or_404}', from: [], to: 'result' },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: 'from django.db import connection\nfrom django.http import HttpResponse\ndef find(request):\n    name = request.GET["name"]\n    with connection.cursor() as cursor:\n        cursor.execute("SELECT * FROM people WHERE name = \'%s\'" % name)  # FLAW\n',
      good: 'from django.db import connection\nfrom django.http import HttpResponse\ndef find(request):\n    name = request.GET["name"]\n    with connection.cursor() as cursor:\n        cursor.execute("SELECT * FROM people WHERE name = %s", [name])\n',
    },
    {
      class: 'sql-injection',
      bad: 'from django.db import models\nclass Person(models.Model):\n    pass\ndef find(request):\n    return Person.objects.raw("SELECT * FROM p WHERE n = " + request.GET["n"])  # FLAW\n',
      good: 'from django.db import models\nclass Person(models.Model):\n    pass\ndef find(request):\n    return Person.objects.raw("SELECT * FROM p WHERE n = %s", [request.GET["n"]])\n',
    },
  ],
};
