package com.example.admin;

public enum Role {
    READER,
    EDITOR,
    ADMIN
}
