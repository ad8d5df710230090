package banshi.eval.publicsets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files of the public sets (公开集文件): UTF-8, tab-separated or JSON lines, gzip where the name ends so. */
record SetFiles(Path folder) {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    boolean has(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    /** The cells of each line. */
    List<List<String>> rows(String file) throws IOException {
        return lines(file).stream().map(line -> List.of(line.split("\t", -1))).toList();
    }

    /** The cells of each line under the names of the first. */
    List<Map<String, String>> table(String file) throws IOException {
        var rows = rows(file);
        var table = new ArrayList<Map<String, String>>();
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).size() != rows.getFirst().size())
                throw malformed(
                        file,
                        i + 1,
                        "has " + rows.get(i).size() + " cells, the first line "
                                + rows.getFirst().size());
            var row = new LinkedHashMap<String, String>();
            for (int c = 0; c < rows.get(i).size(); c++)
                row.put(rows.getFirst().get(c), rows.get(i).get(c));
            table.add(row);
        }
        return table;
    }

    /** The object of each line. */
    List<JsonNode> objects(String file) throws IOException {
        var lines = lines(file);
        var objects = new ArrayList<JsonNode>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            try {
                objects.add(MAPPER.readTree(lines.get(i)));
            } catch (JacksonException e) {
                throw malformed(file, i + 1, "is not one JSON value");
            }
        }
        return objects;
    }

    private List<String> lines(String file) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isEmpty()).toList();
        }
    }

    private InputStream open(String file) throws IOException {
        var in = Files.newInputStream(folder.resolve(file));
        return file.endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private IOException malformed(String file, int line, String what) {
        return new IOException(folder.resolve(file) + ":" + line + ": " + what);
    }
}
