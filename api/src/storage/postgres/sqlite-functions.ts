/**
 * What the schema and the stores use of SQLite and PostgreSQL lacks, made once in the schema of the installation. They answer
 * as SQLite's do for what is stored here: `max` of two is null where one of them is, truth values of JSON are 0 and 1.
 */
export const sqliteFunctions = `
CREATE FUNCTION max(one bigint, other bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT greatest(one, other) $$;

CREATE FUNCTION instr(whole text, part text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT
  AS $$ SELECT strpos(whole, part) $$;

CREATE FUNCTION plain_text(whole text) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT whole $$;
CREATE OPERATOR + (RIGHTARG = text, FUNCTION = plain_text);

-- PostgreSQL reads no JSON with escaped zeros and halves of characters in it, which a respondent may have sent: they are
-- read as the replacement character. Paths are those the stores write: $.name and $."any name".
CREATE FUNCTION json_extract(document text, path text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  key text := CASE WHEN path LIKE '$."%' THEN substr(path, 3)::json #>> '{}' ELSE substr(path, 3) END;
  readable text := CASE WHEN strpos(document, '\\u') = 0 THEN document
    ELSE regexp_replace(document, '\\\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\\\ufffd', 'g') END;
  value json := readable::json -> key;
BEGIN
  RETURN CASE json_typeof(value)
    WHEN 'null' THEN NULL
    WHEN 'boolean' THEN CASE value::text WHEN 'true' THEN '1' ELSE '0' END
    WHEN 'string' THEN value #>> '{}'
    ELSE value::text END;
END $$;
`;
