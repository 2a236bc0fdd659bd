"""The server that auditors' phones and laptops save to: `cxaudit serve`."""
