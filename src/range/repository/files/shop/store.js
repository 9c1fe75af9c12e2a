const { Pool } = require('pg');

const pool = new Pool();

exports.findByName = async (name) => {
  const result = await pool.query("select * from products where name = '" + name + "'");
  return result.rows;
};

exports.findById = async (id) => {
  const result = await pool.query('select * from products where id = $1', [id]);
  return result.rows[0];
};
