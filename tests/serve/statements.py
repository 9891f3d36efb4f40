"""What a hostile visitor may type, by what becomes of it. `{dir}` is a folder that anybody can
write, with files in it that hold a secret; `{file}` is the database itself."""

FILES = """
from read_csv('{dir}/secret.csv')
from read_csv_auto('{dir}/secret.csv')
from read_text('{dir}/secret.csv')
from read_blob('{dir}/secret.csv')
from read_json('{dir}/secret.json')
from read_json_objects('{dir}/secret.json')
from read_ndjson('{dir}/secret.json')
from read_parquet('{dir}/secret.parquet')
from parquet_metadata('{dir}/secret.parquet')
from parquet_schema('{dir}/secret.parquet')
from parquet_scan('{dir}/secret.parquet')
from sniff_csv('{dir}/secret.csv')
from glob('{dir}/*')
from glob('/etc/*')
from read_duckdb('{dir}/other.duckdb')
from read_text('/proc/self/environ')
from read_text('/proc/self/cmdline')
from read_blob('{file}')
from read_csv(['/etc/passwd'], sep='')
from '{dir}/secret.csv'
from '{dir}/secret.json'
from '{dir}/other.duckdb'
from "{dir}/secret.csv"
select * from '/etc/passwd'
select (select content from read_text('{dir}/secret.csv'))
with x as (from read_text('{dir}/secret.csv')) from x
select list(content) from read_text('{dir}/secret.csv')
describe from read_csv('{dir}/secret.csv')
summarize from read_csv('{dir}/secret.csv')
explain from read_csv('{dir}/secret.csv')
copy (select 1) to '{dir}/out.csv'
copy (select 1) to '{file}.wal'
copy (select 1) to '{dir}/out.parquet' (format parquet)
copy (select 1) to '/dev/stdout'
copy sources from '{dir}/secret.csv'
export database '{dir}/out'
import database '{dir}/out'
explain analyze copy (select 1) to '{dir}/out.csv'
with x as (copy (select 1) to '{dir}/out.csv') from x
"""

DATABASES = """
attach '{dir}/other.duckdb' as other
attach '{dir}/new.duckdb' as fresh
attach ':memory:' as fresh
attach '{file}' as again
detach corpus
use temp
create table t as select 1
create or replace view sources as select 1
create macro as_of() as date '1900-01-01'
create temp table t as select 1
create schema s
create sequence s
create type t as enum ('a')
create index i on sources (source_id)
insert into sources select * from sources
update sources set title = ''
delete from sources
truncate sources
drop table sources
alter table sources rename to gone
vacuum
analyze
checkpoint
force checkpoint
begin
commit
comment on table sources is 'x'
explain analyze delete from sources
explain analyze select 1
execute q
prepare q as select 1
with x as (delete from sources returning *) from x
with x as (insert into sources from sources returning *) select count(*) from x
with x as (update sources set title = '' returning *) from x
explain with x as (delete from sources returning *) from x
select 1 where exists (with x as (delete from sources returning *) from x)
"""

NETWORK = """
from read_csv('http://127.0.0.1:1/x.csv')
from read_parquet('https://127.0.0.1:1/x.parquet')
from read_parquet('s3://bucket/x.parquet')
from 'https://127.0.0.1:1/x.csv'
install httpfs
install httpfs from 'http://127.0.0.1:1'
force install httpfs
load httpfs
load '{dir}/evil.duckdb_extension'
install '{dir}/evil.duckdb_extension'
attach 'https://127.0.0.1:1/x.duckdb' as net
create secret (type s3, key_id 'x', secret 'y')
from duckdb_secrets()
from which_secret('s3://x', 's3')
update extensions
"""

SETTINGS = """
set memory_limit = '100GB'
set threads = 64
set temp_directory = '{dir}'
set enable_external_access = true
set allow_community_extensions = true
set lock_configuration = false
set home_directory = '{dir}'
set file_search_path = '{dir}'
set profiling_output = '{dir}/out.json'
set log_query_path = '{dir}/log.sql'
set python_enable_replacements = true
set variable lens = (select content from read_text('{dir}/secret.csv'))
set variable other = 'x'
reset memory_limit
pragma memory_limit = '100GB'
pragma enable_profiling
pragma profiling_output = '{dir}/out.json'
pragma database_list
call pragma_version()
select current_setting('temp_directory')
from duckdb_settings()
from pg_catalog.pg_settings
from duckdb_databases()
from duckdb_databases
from pragma_database_list
from main.pragma_database_list
from system.main."PRAGMA_database_LIST"
from duckdb_extensions()
from duckdb_temporary_files()
select path from duckdb_databases() where path is not null
"""

LOGGING = """
call enable_logging(storage='file', storage_path='{dir}/logs')
from enable_logging(storage='file', storage_path='{dir}/logs')
select * from enable_logging(storage := 'stdout')
from enable_logging()
call enable_logging('QueryLog', storage='stdout')
select write_log('hello')
select 'hello'.write_log()
select list_transform(['x'], lambda x: write_log(x))
select sum(length(write_log(title))) over () from sources
from disable_logging()
from truncate_duckdb_logs()
from duckdb_logs
from duckdb_logs()
from enable_profiling()
from checkpoint()
from force_checkpoint()
select nextval('s')
"""

HIDDEN = """
from query('from read_text(''{dir}/secret.csv'')')
from query('select 1')
from query_table('sources')
from query_table(['pragma_database_list'])
from json_execute_serialized_sql(json_serialize_sql('from duckdb_databases()'))
select json_execute_serialized_sql(json_serialize_sql('select 1'))
pragma json_execute_serialized_sql('x')
select json_serialize_plan('from duckdb_databases()')
from histogram_values(pragma_database_list, path)
from histogram('pragma_database_list', 'path')
select 1; from enable_logging(storage='file', storage_path='{dir}/logs')
select 1) limit 1; from enable_logging(storage='file', storage_path='{dir}/logs'); select (1
/* /* */ explain select 1 -- */ from enable_logging(storage='file', storage_path='{dir}/logs')
explain explain select 1
select 1\0; from enable_logging(storage='file', storage_path='{dir}/logs')
explain (analyze) select 1
from arrow_scan(1::ubigint, 2::ubigint, 3::ubigint)
from pandas_scan(1)
from python_map_function(1)
from seq_scan('x')
pivot sources on tier
select getenv('SECRET')
from secret
"""

REFUSED = FILES + DATABASES + NETWORK + SETTINGS + LOGGING + HIDDEN

# They end, with an error or without, within the time that a query has, or their process does.
BOUNDED = """
select count(*) from range(1000000000000)
select count(*) from range(10000000) a, range(10000000) b where hash(a, b) % 97 = 5
with recursive t as (select 1 as x union all select x + 1 from t) select count(*) from t
with recursive t as (select 'x' as x union all select x || x from t) select max(length(x)) from t
select list(range) from range(1000000000000)
select string_agg(range::varchar, '') from range(100000000000)
select len(range(100000000))
select range, count(*) from range(10000000000) group by range
select * from range(10000000000) order by hash(range)
select * from range(100000000000) a, range(10) b
select unnest(generate_series(1, 1000000000))
select length(repeat('x', 4000000000))
select lpad('x', 2000000000, 'y')
select printf('%2000000000d', 1)
select list_resize([1], 1000000000)
select max(hash(a.range, b.range)) from range(1000000) a, range(1000000) b
select regexp_matches(repeat('a', 100000), '(a?){1000}a{1000}')
select jaccard(repeat('ab', 10000000), repeat('ba', 10000000))
from sources, claims, claims as b, claims as c, claims as d
summarize from range(10000000000)
"""

# Each of forty names stands for twice the one before: to look them up takes for ever.
BOUNDED += (
    "with t0 as not materialized (select 1 as x)"
    + "".join(f", t{n + 1} as not materialized (select a.x from t{n} a, t{n} b)" for n in range(40))
    + " select count(*) from t40\n"
)

# Only the end of the process ends these.
UNINTERRUPTIBLE = """
select levenshtein(repeat('a', 100000), repeat('b', 100000))
"""

# These may run, and name the database.
NAMING = """
select current_database(), current_catalog(), current_catalog
select catalog_name from information_schema.schemata
select table_catalog from information_schema.tables
select datname from pg_catalog.pg_database
select database_name from duckdb_tables()
select database_name from duckdb_functions()
show all tables
explain from sources
from sqlite_master
from corpus.sources
from nowhere.sources
select current_schemas(true), current_query()
"""

HARMLESS = """
select 42
from sources
describe sources
show tables
summarize sources
explain from sources
select as_of(), lens()
set variable as_of = date '2025-10-07'
set variable lens = 'firm';
values (1), (2)
table sources
with x as (select 1 as y) from x
from range(3)
select unnest([1, 2])
from duckdb_tables()
from duckdb_columns
select * from json_each('[1]')
from belief_diff(date '2025-01-01', date '2026-01-01')
pivot (select tier from sources) on tier in (1, 2, 3) using count(*)
"""


def lines(text: str) -> list[str]:
    """The statements of a list."""
    return [line for line in text.splitlines() if line]
