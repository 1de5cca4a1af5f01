"""The path on a Spark cluster, for corpora beyond one machine.

    files ─▶ listing ─▶ extraction ─▶ work folder ─▶ outputs
             names, ids   executors     Parquet        tables, N-Triples, Turtle

``sessions`` needs no pyspark to be imported, and says so where it is missing; the other modules do.
"""
