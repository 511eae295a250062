"""The workers: this process, a pool of processes, a Dask cluster; one interface."""
