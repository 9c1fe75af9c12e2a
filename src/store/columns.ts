import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** JSON columns are read as objects and written as objects or text. */
export type Json<T> = JSONColumnType<T & object, T | string, T | string>;
export type NullableJson<T> = ColumnType<T | null, T | string | null | undefined, T | string | null>;
export type CreatedAt = ColumnType<Date, Date | undefined, never>;
export type { Generated };
