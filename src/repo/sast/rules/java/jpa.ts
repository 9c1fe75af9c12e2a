import type { Framework } from '../../rule.ts';

/** JPA, Hibernate and JDO: https://jakarta.ee/specifications/persistence/ */
export const jpa: Framework = {
  id: 'jpa',
  title: 'JPA and Hibernate',
  description: 'JPA and Hibernate: where untrusted input comes in and where it does harm.',
  languages: ['java'],
  types: [
    {
      result: '{javax,jakarta}.persistence.EntityManagerFactory().createEntityManager()',
      is: 'javax.persistence.EntityManager()',
    },
    {
      result: 'org.hibernate.SessionFactory().{openSession,getCurrentSession}()',
      is: 'org.hibernate.Session()',
    },
    { result: '{javax,jakarta}.persistence.EntityManager().unwrap()', is: 'org.hibernate.Session()' },
  ],
  sinks: [
    {
      class: 'sql-injection',
      call: '{javax,jakarta}.persistence.EntityManager().{createQuery,createNativeQuery}',
      args: [0],
    },
    {
      class: 'sql-injection',
      call: 'org.hibernate.{Session,StatelessSession,SharedSessionContract,query.QueryProducer,classic.Session}().{createQuery,createSQLQuery,createNativeQuery,createMutationQuery,createSelectionQuery,createFilter}',
      args: [0, 1],
    },
    { class: 'sql-injection', call: 'org.hibernate.criterion.Restrictions.sqlRestriction', args: [0] },
    { class: 'sql-injection', call: 'javax.jdo.PersistenceManager().newQuery', args: ['all'] },
    { class: 'sql-injection', call: 'javax.jdo.Query().setFilter', args: [0] },
    { class: 'sql-injection', call: 'io.ebean.Ebean.{find,sqlQuery,createSqlUpdate}', args: [0] },
    { class: 'sql-injection', call: 'org.apache.turbine.om.peer.BasePeer.executeQuery', args: [0] },
    { class: 'sql-injection', call: '?**.{createNativeQuery,createSQLQuery}', args: [0] },
  ],
  matches: [
    {
      class: 'unsafe-query',
      call: 'org.hibernate.criterion.Restrictions.sqlRestriction',
      when: { arg: 0, shape: 'built' },
    },
    {
      class: 'unsafe-query',
      call: 'javax.jdo.{PersistenceManager().newQuery,Query().setFilter}',
      when: {
        any: [
          { arg: 0, shape: 'built' },
          { arg: 1, shape: 'built' },
        ],
      },
    },
    {
      class: 'unsafe-query',
      call: '{javax,jakarta}.persistence.EntityManager().{createQuery,createNativeQuery}',
      when: { arg: 0, shape: 'built' },
    },
    {
      class: 'unsafe-query',
      call: 'org.hibernate.Session().{createQuery,createSQLQuery,createNativeQuery}',
      when: { arg: 0, shape: 'built' },
    },
  ],
  examples: [
    {
      class: 'sql-injection',
      bad: `import javax.persistence.EntityManager;
import javax.ws.rs.*;
class People {
  EntityManager manager;
  @GET
  public Object find(@QueryParam("name") String name) {
    return manager.createQuery("from Person p where p.name = '" + name + "'").getResultList(); // FLAW
  }
}`,
      good: `import javax.persistence.EntityManager;
import javax.ws.rs.*;
class People {
  EntityManager manager;
  @GET
  public Object find(@QueryParam("name") String name) {
    return manager.createQuery("from Person p where p.name = :name").setParameter("name", name).getResultList();
  }
}`,
    },
  ],
};
