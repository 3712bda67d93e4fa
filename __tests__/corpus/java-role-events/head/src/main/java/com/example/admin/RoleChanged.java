package com.example.admin;

public record RoleChanged(String event, String actor, String user, Role role) {}
